import type { Interval } from '../metric.ts';

/** The 97.5 % point of the standard normal distribution. */
const normalQuantile = 1.959963984540054;

/** Decisions of two models on the same images, by who was right. */
export interface PairedCounts {
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Images in all. */
  readonly images: number;
}

/**
 * How much more often the second of two models is right on the same images, as a share of them, with the 95 %
 * interval of Agresti and Min 2005: Wald's of the counts with half an image added to each of the four cells,
 * which holds its level also where few decisions differ.
 *
 * @param counts of at least one image
 */
export function estimatePairedDifference({ onlyFirst, onlySecond, images }: PairedCounts): {
  readonly difference: number;
  readonly interval: Interval;
} {
  const adjusted = { first: onlyFirst + 0.5, second: onlySecond + 0.5, images: images + 2 };
  const gap = adjusted.second - adjusted.first;
  const centre = gap / adjusted.images;
  const spread = adjusted.first + adjusted.second - gap ** 2 / adjusted.images;
  const margin = (normalQuantile * Math.sqrt(spread)) / adjusted.images;
  return {
    difference: (onlySecond - onlyFirst) / images,
    interval: [Math.max(-1, centre - margin), Math.min(1, centre + margin)],
  };
}
