import type { DatasetStatistics } from '../../../shared/domain/dataset-statistics.ts';
import type { Database } from '../../db/client.ts';
import { type StoredDataset, listClasses } from '../../db/datasets.ts';
import { listMeasuredImages, readLongestSide } from '../../db/measured-images.ts';
import type { Home } from '../../home.ts';
import { ClassAccumulator } from './class-accumulator.ts';
import { choosePixelFile } from './choose-pixel-file.ts';
import { scanPixels } from './scan-pixels.ts';
import { SizeBins } from './size-bins.ts';

export interface MeasureOptions {
  readonly database: Database;
  readonly home: Home;
  readonly dataset: StoredDataset;
  readonly signal: AbortSignal;
  /** Told images done and images to do. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Looks at the stored pixels of every image of a dataset that counts, in steps of a few milliseconds, and says
 * what its classes are like.
 * @throws AppError cache-damaged when there are no stored pixels
 */
export async function measureDataset(options: MeasureOptions): Promise<DatasetStatistics> {
  const { database, home, dataset, signal, onProgress } = options;
  const pixelFile = await choosePixelFile(database, home, dataset);
  const classes = listClasses(database, dataset.id);
  const accumulators = new Map(classes.map(({ id }) => [id, new ClassAccumulator(pixelFile.imageSize)]));
  const imagesByClass = new Map<number, number>();
  const imagesByPatient = new Map<number, number>();
  const sizes = new SizeBins(readLongestSide(database, dataset.id));
  let images = 0;
  for await (const chunk of scanPixels(pixelFile, pixelFile.records, signal)) {
    for (const image of listMeasuredImages(database, dataset.id, chunk.firstRecord, chunk.endRecord)) {
      accumulators.get(image.classId)?.add(image.patientId, chunk.pixelsOf(image.record));
      imagesByClass.set(image.classId, (imagesByClass.get(image.classId) ?? 0) + 1);
      imagesByPatient.set(image.patientId, (imagesByPatient.get(image.patientId) ?? 0) + 1);
      sizes.add(image.classId, image.width, image.height);
      images += 1;
    }
    onProgress(chunk.endRecord, pixelFile.records);
  }
  return {
    dataset: dataset.name,
    images,
    patients: imagesByPatient.size,
    excluded: pixelFile.records - images,
    classes: classes.flatMap(
      ({ id, name }) => accumulators.get(id)?.summarize(name, imagesByClass.get(id) ?? 0) ?? [],
    ),
    sizes: sizes.summarize(new Map(classes.map(({ id, name }) => [id, name]))),
    imagesAPatient: countByValue(imagesByPatient.values()),
  };
}

/** How many patients have how many images. */
function countByValue(counts: Iterable<number>): DatasetStatistics['imagesAPatient'] {
  const patients = new Map<number, number>();
  for (const images of counts) patients.set(images, (patients.get(images) ?? 0) + 1);
  return [...patients]
    .map(([images, count]) => ({ images, patients: count }))
    .toSorted((first, second) => first.images - second.images);
}
