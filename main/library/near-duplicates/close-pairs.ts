/** Most bits in which two hashes of a close pair differ. */
export const mostDifferingBits = 6;

const bands = 4;
const bitsABand = 16;

/**
 * Every pair of 64-bit hashes that differ in at most 6 bits, each once, by multi-index hashing (Norouzi, Punjani
 * and Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", 2012): of four bands of 16 bits, six differing
 * bits leave at least one with at most one, so that only hashes alike in a band up to one bit are compared.
 *
 * @param hashes of 16 hexadecimal digits each
 * @yields the places of a pair, the lower first; null after each hash, where a caller may let others have their turn
 */
export function* findClosePairs(hashes: readonly string[]): Generator<[number, number] | null> {
  const banded = Uint16Array.from({ length: hashes.length * bands }, (_, place) => {
    const hash = hashes[Math.floor(place / bands)] ?? '';
    const start = (place % bands) * (bitsABand / 4);
    return Number.parseInt(hash.slice(start, start + bitsABand / 4), 16);
  });
  const tables = Array.from({ length: bands }, () => new Map<number, number[]>());
  for (let place = 0; place < hashes.length; place += 1) {
    for (let band = 0; band < bands; band += 1) {
      const value = banded[place * bands + band] ?? 0;
      const table = tables[band];
      for (const probe of listProbes(value)) {
        for (const other of table?.get(probe) ?? []) {
          if (isFirstMeeting(banded, other, place, band)) yield [other, place];
        }
      }
    }
    for (let band = 0; band < bands; band += 1) {
      const value = banded[place * bands + band] ?? 0;
      const bucket = tables[band]?.get(value);
      if (bucket === undefined) tables[band]?.set(value, [place]);
      else bucket.push(place);
    }
    yield null;
  }
}

/** A band's value, and all that differ from it in one bit. */
function listProbes(value: number): number[] {
  return [value, ...Array.from({ length: bitsABand }, (_, bit) => value ^ (1 << bit))];
}

/** Whether two hashes are close, and no band before this one led to them. */
function isFirstMeeting(banded: Uint16Array, first: number, second: number, meetingBand: number): boolean {
  let differing = 0;
  for (let band = 0; band < bands; band += 1) {
    const bits = countBits((banded[first * bands + band] ?? 0) ^ (banded[second * bands + band] ?? 0));
    if (band < meetingBand && bits <= 1) return false;
    differing += bits;
  }
  return differing <= mostDifferingBits;
}

/** Ones among 16 bits. */
function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x5555);
  bits = (bits & 0x3333) + ((bits >>> 2) & 0x3333);
  bits = (bits + (bits >>> 4)) & 0x0f0f;
  return (bits + (bits >>> 8)) & 0x1f;
}
