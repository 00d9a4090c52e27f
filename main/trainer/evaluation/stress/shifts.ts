import { shiftNames, type ShiftName } from '../../../../shared/domain/stress.ts';
import { augmentImage } from '../../data/augmentation/augment-image.ts';
import { noChanges, type ImageChanges } from '../../data/augmentation/image-changes.ts';
import { compressAsJpeg } from './compress-as-jpeg.ts';
import { reduceResolution } from './reduce-resolution.ts';

export interface Shift {
  /** In the shift's own unit. */
  readonly strengths: readonly number[];
  /**
   * Shifts an image of side * side values of [0, 1], in place.
   *
   * @param seed of this image, for what is random
   */
  readonly apply: (image: Float32Array, side: number, strength: number, seed: number) => void;
}

/** Every shift. Strengths are what X-ray devices, exports and screenshots are seen to do, mild and strong. */
export const shifts: Readonly<Record<ShiftName, Shift>> = {
  brightness: { strengths: [0.6, 0.8, 1.3], apply: change((factor) => ({ brightness: factor })) },
  contrast: { strengths: [0.5, 0.75, 1.5], apply: change((factor) => ({ contrast: factor })) },
  gamma: { strengths: [0.6, 1.6], apply: change((gamma) => ({ gamma })) },
  blur: { strengths: [0.7, 1.5], apply: change((blur) => ({ blur })) },
  sharpening: { strengths: [1, 3], apply: change((sharpening) => ({ sharpening })) },
  noise: { strengths: [0.02, 0.06], apply: change((noise, _, noiseSeed) => ({ noise, noiseSeed })) },
  resolution: { strengths: [2, 4], apply: reduceResolution },
  crop: { strengths: [0.85, 0.7], apply: change((share, side) => ({ crop: cropCentre(share, side) })) },
  border: {
    strengths: [0.06, 0.12],
    apply: change((share) => ({ rowZoom: 1 / (1 - 2 * share), columnZoom: 1 / (1 - 2 * share) })),
  },
  compression: { strengths: [40, 10], apply: compressAsJpeg },
};

/** A shift at one of its strengths. */
export interface ShiftStage {
  readonly name: ShiftName;
  readonly strength: number;
}

/** Every shift at each of its strengths, one after the other. */
export const shiftStages: readonly ShiftStage[] = shiftNames.flatMap((name) =>
  shifts[name].strengths.map((strength) => ({ name, strength })),
);

function change(
  toChanges: (strength: number, side: number, seed: number) => Partial<ImageChanges>,
): Shift['apply'] {
  return (image, side, strength, seed) =>
    augmentImage(image, side, { ...noChanges, ...toChanges(strength, side, seed) }, 'constant');
}

function cropCentre(share: number, side: number): ImageChanges['crop'] {
  const kept = share * side;
  return { top: (side - kept) / 2, left: (side - kept) / 2, height: kept, width: kept };
}
