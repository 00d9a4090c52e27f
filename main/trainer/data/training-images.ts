import * as tf from '@tensorflow/tfjs';
import type { InputScaling } from '../../../shared/domain/input-scaling.ts';
import { createRandom, deriveSeed } from '../../../shared/domain/seeded-random.ts';
import {
  isAugmenting,
  type AugmentationSettings,
} from '../../../shared/domain/settings/augmentation-settings.ts';
import { augmentImage } from './augmentation/augment-image.ts';
import { drawChanges } from './augmentation/image-changes.ts';
import type { Batch } from './batches.ts';
import type { PixelReader } from './pixel-reader.ts';
import { scaleImages } from './scale-images.ts';

export interface AugmentationPlan {
  readonly settings: AugmentationSettings;
  readonly seed: number;
}

/** Reads a batch for training: its images freshly changed, then scaled. The caller frees the tensor. */
export type ReadTrainingBatch = (batch: Batch, epoch: number) => tf.Tensor4D;

/**
 * Makes the reader of training images. A batch is changed when it is wanted, and nothing of it is kept.
 *
 * @param scaling that of `reader`, which is done after the changes
 */
export function createTrainingImages(
  reader: PixelReader,
  plan: AugmentationPlan,
  scaling: InputScaling,
): ReadTrainingBatch {
  if (!isAugmenting(plan.settings)) return ({ records }) => reader.read(records);
  const { imageSize } = reader;
  return ({ records, position }, epoch) => {
    const values = reader.readValues(records);
    augmentImages(values, imageSize, plan, { epoch, position });
    scaleImages(values, imageSize * imageSize, scaling);
    return tf.tensor4d(values, [records.length, imageSize, imageSize, 1]);
  };
}

/**
 * Changes images, each by what seed, epoch and place in the epoch give: a resumed run sees the same.
 *
 * @param values images of [0, 1] one after the other; changed in place
 * @param place.position of the first image in the epoch's order
 */
export function augmentImages(
  values: Float32Array,
  imageSize: number,
  { settings, seed }: AugmentationPlan,
  { epoch, position }: { readonly epoch: number; readonly position: number },
): void {
  const length = imageSize * imageSize;
  for (let index = 0; index * length < values.length; index += 1) {
    const random = createRandom(deriveSeed(seed, 'augmentation', epoch, position + index));
    const image = values.subarray(index * length, (index + 1) * length);
    augmentImage(image, imageSize, drawChanges(settings, imageSize, random), settings.fillMode);
  }
}
