import type { RandomGenerator } from '../../../../shared/domain/seeded-random.ts';

/**
 * The ziggurat's layers: 128 of the same area, the lowest with the tail beyond `tailStart` (Marsaglia and
 * Tsang 2000; constants and form of Doornik 2005, "An Improved Ziggurat Method").
 */
const layers = 128;
const tailStart = 3.442619855899;
const layerArea = 9.91256303526217e-3;

/** Each layer's right edge, then 0. */
const edges = makeEdges();
/** The share of a layer that lies wholly under the curve. */
const innerShares = Float64Array.from({ length: layers }, (_, layer) => edgeOf(layer + 1) / edgeOf(layer));

/** Draws a number of the standard normal distribution: most often by one whole number and one product. */
export function drawNormal(random: RandomGenerator): number {
  for (;;) {
    const bits = random.nextUint32();
    // The lowest bits choose the layer, the others a place in it, from -1 to 1.
    const layer = bits & (layers - 1);
    const place = ((bits | 0) >> 7) * 2 ** -24;
    const drawn = place * edgeOf(layer);
    if (Math.abs(place) < (innerShares[layer] ?? 0)) return drawn;
    if (layer === 0) return drawTail(random, place < 0 ? -1 : 1);
    const upper = Math.exp((drawn ** 2 - edgeOf(layer) ** 2) / 2);
    const lower = Math.exp((drawn ** 2 - edgeOf(layer + 1) ** 2) / 2);
    if (lower + random.next() * (upper - lower) < 1) return drawn;
  }
}

/** Beyond `tailStart` (Marsaglia 1964). */
function drawTail(random: RandomGenerator, sign: number): number {
  for (;;) {
    // 1 - [0, 1) is never 0, whose logarithm would be infinite.
    const beyond = -Math.log(1 - random.next()) / tailStart;
    if (-2 * Math.log(1 - random.next()) >= beyond ** 2) return sign * (tailStart + beyond);
  }
}

function makeEdges(): Float64Array {
  const density = (place: number): number => Math.exp(-(place ** 2) / 2);
  const made = new Float64Array(layers + 1);
  made[0] = layerArea / density(tailStart);
  made[1] = tailStart;
  for (let layer = 2; layer < layers; layer += 1) {
    const below = made[layer - 1] ?? 0;
    made[layer] = Math.sqrt(-2 * Math.log(layerArea / below + density(below)));
  }
  return made;
}

function edgeOf(layer: number): number {
  return edges[layer] ?? 0;
}
