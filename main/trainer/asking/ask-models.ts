import { augmentImage } from '../data/augmentation/augment-image.ts';
import { drawViews, viewFillMode } from '../data/augmentation/draw-views.ts';
import { changeReader } from '../data/change-reader.ts';
import type { PixelReader } from '../data/pixel-reader.ts';
import { predictProbabilities, type PredictedProbabilities } from '../predict-probabilities.ts';
import type { PredictOptions } from '../predict-records.ts';
import type { OpenModel } from './open-models.ts';

/**
 * What models say of records together: of each record and class the plain mean of the probabilities, each
 * calibrated by its own model, over the views of the image and then over the models that judge it.
 *
 * @param options.views of each image: the image as it is, and fixed changes of it
 * @returns one probability a class, record by record; null where it was stopped
 */
export async function askModels(
  models: readonly OpenModel[],
  records: readonly number[],
  { views, onProgress, ...options }: PredictOptions & { readonly views: number },
): Promise<PredictedProbabilities | null> {
  const everyPlace = [...records.keys()];
  const passes = models.flatMap(({ places, ...model }) =>
    listViewReaders(model, views).map((reader) => ({ ...model, reader, places: places ?? everyPlace })),
  );
  const total = passes.reduce((sum, { places }) => sum + places.length, 0);
  const means = { calibrated: createMeans(records.length), uncalibrated: createMeans(records.length) };
  let before = 0;
  for (const { reader, places, ...model } of passes) {
    const asked = places.map((place) => records[place] ?? 0);
    const predicted = await predictProbabilities(model, reader, asked, {
      ...options,
      onProgress: (done) => onProgress(Math.floor(((before + done) / total) * records.length)),
    });
    if (predicted === null) return null;
    before += places.length;
    means.calibrated.add(places, predicted.calibrated);
    means.uncalibrated.add(places, predicted.uncalibrated);
  }
  return { calibrated: means.calibrated.compute(), uncalibrated: means.uncalibrated.compute() };
}

function listViewReaders({ reader, card }: Omit<OpenModel, 'places'>, views: number): PixelReader[] {
  const { imageSize } = reader;
  return [
    reader,
    ...drawViews(views - 1, imageSize).map((changes) =>
      changeReader(reader, card.scaling, (image) => augmentImage(image, imageSize, changes, viewFillMode)),
    ),
  ];
}

interface Means {
  add(places: readonly number[], probabilities: readonly (readonly number[])[]): void;
  compute(): number[][];
}

/** Sums, and how many were added to each; dividing at the end leaves a mean of one or of equals as it was. */
function createMeans(images: number): Means {
  const sums: number[][] = Array.from({ length: images }, () => []);
  const counts = new Uint32Array(images);
  return {
    add(places, probabilities) {
      places.forEach((place, index) => {
        const sum = sums[place] ?? [];
        probabilities[index]?.forEach((value, classIndex) => {
          sum[classIndex] = (sum[classIndex] ?? 0) + value;
        });
        counts[place] = (counts[place] ?? 0) + 1;
      });
    },
    compute: () => sums.map((sum, place) => sum.map((value) => value / (counts[place] ?? 1))),
  };
}
