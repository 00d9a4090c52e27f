import { type ClassStatistics, intensityBins } from '../../../shared/domain/dataset-statistics.ts';

/** Adds up the images of one class: grey levels, the sum of the images, and who they are of. */
export class ClassAccumulator {
  readonly #side: number;
  readonly #levels = new Float64Array(256);
  readonly #sums: Float64Array;
  readonly #patients = new Set<number>();
  #images = 0;

  /** @param side of the images in pixels */
  constructor(side: number) {
    this.#side = side;
    this.#sums = new Float64Array(side * side);
  }

  /** @param pixels side x side grey values; null where the image has no stored pixels */
  add(patientId: number, pixels: Uint8Array | null): void {
    this.#patients.add(patientId);
    if (pixels === null) return;
    this.#images += 1;
    for (let place = 0; place < pixels.length; place += 1) {
      const level = pixels[place] ?? 0;
      this.#levels[level] = (this.#levels[level] ?? 0) + 1;
      this.#sums[place] = (this.#sums[place] ?? 0) + level;
    }
  }

  /** @param images of the class, also those without stored pixels */
  summarize(name: string, images: number): ClassStatistics {
    const pixels = this.#images * this.#side * this.#side;
    const patients = this.#patients.size;
    if (pixels === 0) {
      const intensities = Array<number>(intensityBins).fill(0);
      return { name, images, patients, intensities, mean: null, deviation: null, meanImage: null };
    }
    const mean = this.#sumLevels((level) => level) / pixels;
    return {
      name,
      images,
      patients,
      intensities: this.#binLevels(pixels),
      mean,
      deviation: Math.sqrt(this.#sumLevels((level) => (level - mean) ** 2) / pixels),
      meanImage: { side: this.#side, pixels: this.#toMeanImage().toString('base64') },
    };
  }

  #sumLevels(value: (level: number) => number): number {
    return this.#levels.reduce((sum, count, level) => sum + count * value(level), 0);
  }

  #binLevels(pixels: number): number[] {
    const levelsABin = this.#levels.length / intensityBins;
    return Array.from({ length: intensityBins }, (_, bin) => {
      const levels = this.#levels.subarray(bin * levelsABin, (bin + 1) * levelsABin);
      return levels.reduce((sum, count) => sum + count, 0) / pixels;
    });
  }

  #toMeanImage(): Buffer {
    return Buffer.from(Uint8Array.from(this.#sums, (sum) => Math.round(sum / this.#images)));
  }
}
