import { createRandom, deriveSeed } from '../../../../shared/domain/seeded-random.ts';
import { augmentationSettingsSchema } from '../../../../shared/domain/settings/augmentation-settings.ts';
import { drawChanges, type ImageChanges } from './image-changes.ts';

/**
 * How far a view may lie from its image: as two exposures of one patient may lie apart. Nothing is mirrored, since
 * a heart on the right is another finding.
 */
const viewRanges = augmentationSettingsSchema.parse({
  rotationRange: 5,
  widthShiftRange: 0.03,
  heightShiftRange: 0.03,
  zoomRange: 0.05,
  cropScaleMinimum: 0.9,
  fillMode: 'nearest',
});

/** What fills the rim that a view uncovers. */
export const viewFillMode = viewRanges.fillMode;

/**
 * The changes that test-time augmentation makes: the same for every image and every time, since each view has a
 * seed of its own, so that more views are the fewer and others.
 *
 * @param count views besides the image as it is
 * @param side of the square images in pixels; views of one number are alike at every side
 */
export function drawViews(count: number, side: number): ImageChanges[] {
  return Array.from({ length: count }, (_, view) =>
    drawChanges(viewRanges, side, createRandom(deriveSeed(view, 'view'))),
  );
}
