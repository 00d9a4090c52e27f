import { scaleToBytes } from './grad-cam.ts';
import { resizeBilinear } from './resize-bilinear.ts';

/** A heatmap: side * side weights of 8 bits, row by row. */
export interface HeatmapOfSide {
  readonly weights: Uint8Array;
  readonly side: number;
}

/**
 * The mean of several models' heatmaps of one image, at the first one's side, scaled so that its greatest value is
 * 255. Each counts alike, however surely its model spoke: a heatmap has no unit that others could be weighed by.
 */
export function averageHeatmaps(heatmaps: readonly HeatmapOfSide[]): Uint8Array {
  const [first, ...others] = heatmaps;
  if (first === undefined) throw new Error('a mean of no heatmaps');
  if (others.length === 0) return first.weights;
  const sum = new Float32Array(first.weights.length);
  for (const heatmap of heatmaps) {
    const weights = toSide(heatmap, first.side);
    for (let place = 0; place < sum.length; place += 1)
      sum[place] = (sum[place] ?? 0) + (weights[place] ?? 0);
  }
  return scaleToBytes(sum);
}

function toSide({ weights, side }: HeatmapOfSide, wanted: number): ArrayLike<number> {
  return side === wanted ? weights : resizeBilinear(Float32Array.from(weights), side, side, wanted);
}
