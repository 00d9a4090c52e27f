import type { DatasetStatistics } from '../../../shared/domain/dataset-statistics.ts';

/** Most bins along the longest width or height. */
const binsASide = 40;

interface SizeBin {
  readonly classId: number;
  images: number;
  widths: number;
  heights: number;
}

/** Counts image sizes in square bins, so that a plot of many images stays a plot of some hundred points. */
export class SizeBins {
  readonly #step: number;
  readonly #bins = new Map<string, SizeBin>();

  /** @param longestSide the longest width or height there will be, in pixels */
  constructor(longestSide: number) {
    this.#step = Math.max(1, Math.ceil(longestSide / binsASide));
  }

  add(classId: number, width: number, height: number): void {
    const key = `${classId} ${Math.floor(width / this.#step)} ${Math.floor(height / this.#step)}`;
    const bin = this.#bins.get(key) ?? { classId, images: 0, widths: 0, heights: 0 };
    bin.images += 1;
    bin.widths += width;
    bin.heights += height;
    this.#bins.set(key, bin);
  }

  /** Each bin with the mean size of its images, those of most images first. */
  summarize(classNames: ReadonlyMap<number, string>): DatasetStatistics['sizes'] {
    return [...this.#bins.values()]
      .toSorted((first, second) => second.images - first.images)
      .map(({ classId, images, widths, heights }) => ({
        className: classNames.get(classId) ?? '',
        width: widths / images,
        height: heights / images,
        images,
      }));
  }
}
