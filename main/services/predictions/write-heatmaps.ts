import { open } from 'node:fs/promises';
import path from 'node:path';
import { writePicture } from '../picture-folder.ts';
import { drawHeatmap } from './draw-heatmap.ts';

/** One image whose heatmap is to be drawn. */
export interface HeatmapSource {
  /** What the image is called; its heatmap is named after it. */
  readonly name: string;
  /** Place in the pixel file and in the file of weights. */
  readonly record: number;
  readonly width: number;
  readonly height: number;
}

export interface HeatmapFiles {
  readonly imageSize: number;
  readonly pixelPath: string;
  readonly weightPath: string;
}

/**
 * Writes a PNG an image, `<name>.heatmap.png`; images of one name get a number. A picture of an earlier
 * prediction of that name is replaced.
 *
 * @returns the path of each, in the order of the images
 * @throws AppError output-not-writable, disk-full
 */
export async function writeHeatmaps(
  images: readonly HeatmapSource[],
  { imageSize, pixelPath, weightPath }: HeatmapFiles,
  folder: string,
): Promise<string[]> {
  const names = nameHeatmaps(images.map(({ name }) => name));
  const pixels = await open(pixelPath, 'r');
  const weights = await open(weightPath, 'r');
  const length = imageSize * imageSize;
  const readRecord = async (file: typeof pixels, record: number): Promise<Uint8Array> => {
    const { buffer } = await file.read(new Uint8Array(length), 0, length, record * length);
    return buffer;
  };
  try {
    const paths: string[] = [];
    for (const [index, { record, width, height }] of images.entries()) {
      const grey = await readRecord(pixels, record);
      const picture = await drawHeatmap({
        imageSize,
        grey,
        weights: await readRecord(weights, record),
        width,
        height,
      });
      paths.push(await writePicture(folder, names[index] ?? `${index}.heatmap.png`, picture));
    }
    return paths;
  } finally {
    await Promise.all([pixels.close(), weights.close()]);
  }
}

/** A file name an image: without its ending, and with a number where another has it already. */
export function nameHeatmaps(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const { name: stem } = path.parse(name);
    for (let number = 1; ; number += 1) {
      const candidate = `${stem}${number === 1 ? '' : `-${number}`}.heatmap.png`;
      // Some file systems tell no capitals apart.
      const key = candidate.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  });
}
