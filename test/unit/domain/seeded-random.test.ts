import { describe, expect, it } from 'vitest';
import { SeededRandom, splitMix64 } from '../../../shared/domain/seeded-random.ts';

describe('SeededRandom', () => {
  it('gives the published outputs of xoshiro128** 1.1 for the state 1, 2, 3, 4', () => {
    const random = SeededRandom.fromState([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.nextUint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('is seeded by SplitMix64, whose published outputs for 1234567 it gives', () => {
    expect([1, 2, 3, 4, 5].map((n) => splitMix64(1234567n, n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
    const state = new SeededRandom(1234567).state;
    const outputs = [6457827717110365317n, 3203168211198807973n];
    expect(state).toEqual(
      outputs.flatMap((output) => [Number(output % 2n ** 32n), Number(output / 2n ** 32n)]),
    );
  });

  it('goes on from a state as if it had never stopped', () => {
    const random = new SeededRandom(7);
    random.nextUint32();
    const continued = SeededRandom.fromState(random.state);
    expect(continued.shuffle([1, 2, 3, 4, 5, 6, 7, 8])).toEqual(random.shuffle([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(continued.nextFloat()).toBe(random.nextFloat());
  });

  it('gives other numbers for another seed', () => {
    expect(new SeededRandom(1).nextUint32()).not.toBe(new SeededRandom(2).nextUint32());
  });

  it('draws each integer below a bound about equally often', () => {
    const random = new SeededRandom(3);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 60_000; draw += 1) counts[random.nextInteger(6)]! += 1;
    // standard deviation of a count: sqrt(60,000 * 1/6 * 5/6) = 91; five of them
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(456);
  });

  it('shuffles into every order about equally often and leaves its input alone', () => {
    const random = new SeededRandom(11);
    const items = Object.freeze(['a', 'b', 'c']);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6_000; draw += 1) {
      const order = random.shuffle(items).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    // standard deviation of a count: sqrt(6,000 * 1/6 * 5/6) = 29; five of them
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(145);
  });

  it('gives numbers from 0 up to but not including 1, their mean near a half', () => {
    const random = new SeededRandom(5);
    const numbers = Array.from({ length: 10_000 }, () => random.nextFloat());
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    // standard deviation of the mean: 1 / sqrt(12 * 10,000) = 0.0029; five of them
    expect(Math.abs(numbers.reduce((sum, value) => sum + value, 0) / 10_000 - 0.5)).toBeLessThan(0.0145);
  });
});
