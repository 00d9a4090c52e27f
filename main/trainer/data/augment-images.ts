import { createRandom, deriveSeed } from '../../../shared/domain/seeded-random.ts';
import type { AugmentationSettings } from '../../../shared/domain/settings/augmentation-settings.ts';
import { augmentImage } from './augmentation/augment-image.ts';
import { drawChanges } from './augmentation/image-changes.ts';

export interface AugmentationPlan {
  readonly settings: AugmentationSettings;
  readonly seed: number;
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
