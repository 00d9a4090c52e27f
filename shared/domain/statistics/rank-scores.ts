/**
 * Ranks of scores in rising order, from 1; equal scores share the mean of their ranks (midranks).
 *
 * @returns ranks in the order of the scores
 */
export function rankScores(scores: readonly number[]): Float64Array {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => at(scores, a) - at(scores, b));
  const ranks = new Float64Array(scores.length);
  let start = 0;
  while (start < order.length) {
    const score = at(scores, at(order, start));
    let end = start + 1;
    while (end < order.length && at(scores, at(order, end)) === score) end += 1;
    const midrank = (start + 1 + end) / 2;
    for (let place = start; place < end; place += 1) ranks[at(order, place)] = midrank;
    start = end;
  }
  return ranks;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
