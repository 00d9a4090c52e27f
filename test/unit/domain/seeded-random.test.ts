import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed, drawBelow, shuffle } from '../../../shared/domain/seeded-random.ts';

/** sfc32 written a second time, in whole numbers of any size, from PractRand's description. */
function drawSfc32(seed: bigint, count: number): number[] {
  const word = (value: bigint): bigint => value % 2n ** 32n;
  let [a, b, c, counter] = [0n, word(seed), seed / 2n ** 32n, 1n];
  const drawn: number[] = [];
  for (let step = 0; step < 12 + count; step += 1) {
    const result = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b / 2n ** 9n);
    b = word(c * 9n);
    c = word(word(c * 2n ** 21n) + c / 2n ** 11n + result);
    if (step >= 12) drawn.push(Number(result));
  }
  return drawn;
}

describe('createRandom', () => {
  it('gives the published outputs of sfc32 for the seed 0', () => {
    const random = createRandom(0);
    expect(Array.from({ length: 4 }, () => random.nextUint32())).toEqual([
      1363572419, 145230303, 808754475, 4216505632,
    ]);
  });

  it.each([0, 1, 42, 2_147_483_647])('agrees with a second sfc32 for the seed %i', (seed) => {
    const random = createRandom(seed);
    expect(Array.from({ length: 200 }, () => random.nextUint32())).toEqual(drawSfc32(BigInt(seed), 200));
  });

  it('gives numbers from 0 up to but not including 1, their mean near a half', () => {
    const random = createRandom(5);
    const numbers = Array.from({ length: 10_000 }, () => random.next());
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    // standard deviation of the mean: 1 / sqrt(12 * 10,000) = 0.0029; five of them
    expect(Math.abs(numbers.reduce((sum, value) => sum + value, 0) / 10_000 - 0.5)).toBeLessThan(0.0145);
  });
});

describe('drawBelow', () => {
  it('draws each whole number below a bound about equally often', () => {
    const random = createRandom(3);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 60_000; draw += 1) {
      const drawn = drawBelow(random, 6);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    // standard deviation of a count: sqrt(60,000 * 1/6 * 5/6) = 91; five of them
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(456);
  });
});

describe('shuffle', () => {
  it('gives every order about equally often and leaves its input alone', () => {
    const random = createRandom(11);
    const items = Object.freeze(['a', 'b', 'c']);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6_000; draw += 1) {
      const order = shuffle(items, random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    // standard deviation of a count: sqrt(6,000 * 1/6 * 5/6) = 29; five of them
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(145);
  });
});

describe('deriveSeed', () => {
  it('gives different seeds for different purposes, epochs and seeds, the same ones each time', () => {
    const seeds = [
      deriveSeed(1, 'shuffle', 1),
      deriveSeed(1, 'shuffle', 2),
      deriveSeed(1, 'split', 1),
      deriveSeed(2, 'shuffle', 1),
    ];
    expect(new Set(seeds).size).toBe(4);
    expect(deriveSeed(1, 'shuffle', 1)).toBe(seeds[0]);
    for (const seed of seeds) expect(seed).toBeLessThan(2 ** 31);
  });
});
