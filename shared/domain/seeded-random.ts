/** The four 32-bit words of a generator, enough to go on from where it stood. */
export type RandomState = readonly [number, number, number, number];

/**
 * Random numbers that depend on a seed alone, alike on every machine: xoshiro128** 1.1 of Blackman and Vigna
 * (https://prng.di.unimi.it/xoshiro128starstar.c), its state filled from the seed by SplitMix64, as its
 * authors advise. Not for secrets.
 */
export class SeededRandom {
  #state: [number, number, number, number];

  /** @param seed an integer from 0 to 2^53 - 1 */
  constructor(seed: number) {
    const [low, high] = [splitMix64(BigInt(seed), 1), splitMix64(BigInt(seed), 2)];
    this.#state = [toLowWord(low), toHighWord(low), toLowWord(high), toHighWord(high)];
  }

  /** A generator that goes on from a state another one had. */
  static fromState(state: RandomState): SeededRandom {
    const random = new SeededRandom(0);
    random.#state = [state[0] >>> 0, state[1] >>> 0, state[2] >>> 0, state[3] >>> 0];
    return random;
  }

  get state(): RandomState {
    return [...this.#state];
  }

  /** The next integer from 0 to 2^32 - 1. */
  nextUint32(): number {
    let [a, b, c, d] = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    this.#state = [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
    return result;
  }

  /** The next number from 0 up to but not including 1, a multiple of 2^-32. */
  nextFloat(): number {
    return this.nextUint32() / 0x1_0000_0000;
  }

  /**
   * The next integer from 0 to bound - 1, each equally likely: draws that would favour the small ones are
   * thrown away.
   * @param bound from 1 to 2^32
   */
  nextInteger(bound: number): number {
    const unbiased = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    let drawn = this.nextUint32();
    while (drawn >= unbiased) drawn = this.nextUint32();
    return drawn % bound;
  }

  /** A shuffled copy: Fisher and Yates's shuffle, by which every order is equally likely. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.nextInteger(last + 1);
      const [moved, taken] = [shuffled[last] as Item, shuffled[other] as Item];
      shuffled[last] = taken;
      shuffled[other] = moved;
    }
    return shuffled;
  }
}

/**
 * The n-th output (from 1) of SplitMix64 (https://prng.di.unimi.it/splitmix64.c) for a seed: 64 bits.
 */
export function splitMix64(seed: bigint, n: number): bigint {
  let word = BigInt.asUintN(64, seed + BigInt(n) * 0x9e37_79b9_7f4a_7c15n);
  word = BigInt.asUintN(64, (word ^ (word >> 30n)) * 0xbf58_476d_1ce4_e5b9n);
  word = BigInt.asUintN(64, (word ^ (word >> 27n)) * 0x94d0_49bb_1331_11ebn);
  return word ^ (word >> 31n);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function toLowWord(word: bigint): number {
  return Number(BigInt.asUintN(32, word));
}

function toHighWord(word: bigint): number {
  return Number(word >> 32n);
}
