/**
 * Random numbers that a seed repeats on every machine and engine. Not for secrets.
 */

export interface RandomGenerator {
  /** The next whole number of [0, 2^32). */
  nextUint32(): number;
  /** The next number of [0, 1), in steps of 2^-32. */
  next(): number;
}

/**
 * Makes a generator of Chris Doty-Humphrey's sfc32 (PractRand's "small fast counter", 128 bits of state,
 * period at least 2^32), started as PractRand starts it: the seed in the state, then twelve numbers dropped.
 *
 * @param seed any whole number; its low 32 bits count
 */
export function createRandom(seed: number): RandomGenerator {
  let a = 0;
  let b = seed | 0;
  let c = 0;
  let counter = 1;
  const nextUint32 = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let dropped = 0; dropped < 12; dropped += 1) nextUint32();
  return { nextUint32, next: () => nextUint32() / 2 ** 32 };
}

/**
 * Draws a whole number of [0, bound) without bias: numbers of the incomplete last stretch are drawn again.
 *
 * @param bound 1 to 2^32
 */
export function drawBelow(random: RandomGenerator, bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  let drawn = random.nextUint32();
  while (drawn >= limit) drawn = random.nextUint32();
  return drawn % bound;
}

/** The items in random order (Fisher and Yates, Durstenfeld's form); the input stays as it is. */
export function shuffle<Item>(items: readonly Item[], random: RandomGenerator): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = drawBelow(random, last + 1);
    const item = shuffled[chosen] as Item;
    shuffled[chosen] = shuffled[last] as Item;
    shuffled[last] = item;
  }
  return shuffled;
}

/**
 * A seed for one purpose out of a run's seed, so that purposes do not share numbers: FNV-1a (32 bits) over
 * the seed and the labels, then MurmurHash3's finaliser, which spreads neighbouring seeds apart.
 *
 * @param labels what the seed is for, for instance 'shuffle' and the epoch
 * @returns a whole number of [0, 2^31)
 */
export function deriveSeed(seed: number, ...labels: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of [seed, ...labels]) {
    for (const character of `${part}\u0000`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) & 0x7fffffff;
}
