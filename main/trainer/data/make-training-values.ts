import type { InputScaling } from '../../../shared/domain/input-scaling.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { augmentImages, type AugmentationPlan } from './augment-images.ts';
import type { Batch } from './batches.ts';
import type { PixelRecords } from './pixel-file.ts';
import { scaleImages } from './scale-images.ts';

/** What training images are made of. */
export interface TrainingImagesPlan extends AugmentationPlan {
  readonly pixels: PixelFile;
  /** Done after the changes. */
  readonly scaling: InputScaling;
}

/** A batch of one epoch. */
export interface BatchAt {
  readonly batch: Pick<Batch, 'records' | 'position'>;
  readonly epoch: number;
}

/**
 * A batch's images one after the other, freshly changed, then scaled: a function of its arguments alone.
 *
 * @throws AppError `cache-damaged`
 */
export function makeTrainingValues(
  reader: PixelRecords,
  plan: TrainingImagesPlan,
  { batch, epoch }: BatchAt,
): Float32Array<ArrayBuffer> {
  const { imageSize } = reader;
  const values = reader.readValues(batch.records);
  augmentImages(values, imageSize, plan, { epoch, position: batch.position });
  scaleImages(values, imageSize * imageSize, plan.scaling);
  return values;
}
