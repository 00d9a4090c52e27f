import { z } from 'zod';

export const fillModes = ['constant', 'nearest', 'reflect', 'wrap'] as const;
export type FillMode = (typeof fillModes)[number];

/**
 * Random changes to training images, a fresh draw each time an image is seen. Names and meanings are those of
 * Keras's ImageDataGenerator where it has them; each default leaves images as they are.
 */
export const augmentationSettings = {
  /** Degrees; drawn from [-range, range]. */
  rotationRange: z.number().min(0).max(180).default(0),
  /** Share of the width; drawn from [-range, range]. */
  widthShiftRange: z.number().min(0).max(1).default(0),
  /** Share of the height; drawn from [-range, range]. */
  heightShiftRange: z.number().min(0).max(1).default(0),
  /** Degrees, counter-clockwise; drawn from [-range, range]. */
  shearRange: z.number().min(0).max(90).default(0),
  /** Factor a side, width and height apart, drawn from [1 - range, 1 + range]; below 1 zooms in. */
  zoomRange: z.number().min(0).max(0.9).default(0),
  horizontalFlip: z.boolean().default(false),
  verticalFlip: z.boolean().default(false),
  /** Random resized crop: the least share of the area that is kept, drawn up to 1; 1 crops nothing. */
  cropScaleMinimum: z.number().min(0.01).max(1).default(1),
  /** Factor drawn from [1 - range, 1 + range]. */
  brightnessRange: z.number().min(0).max(1).default(0),
  /** Factor about the image's mean, drawn from [1 - range, 1 + range]. */
  contrastRange: z.number().min(0).max(1).default(0),
  /** Exponent drawn from [1 / (1 + range), 1 + range], log-uniformly. */
  gammaRange: z.number().min(0).max(4).default(0),
  /** Greatest standard deviation of Gaussian noise, as a share of the full grey range; drawn from [0, range]. */
  noiseRange: z.number().min(0).max(0.5).default(0),
  /** Greatest standard deviation of a Gaussian blur in pixels; drawn from [0, range]. */
  blurRange: z.number().min(0).max(10).default(0),
  /** Greatest amount of unsharp masking; drawn from [0, range]. */
  sharpenRange: z.number().min(0).max(5).default(0),
  /** Side of a square that is blanked, as a share of the image's side; 0 blanks nothing. */
  cutoutSize: z.number().min(0).max(0.9).default(0),
  /** What fills places that a geometric change uncovers, as in Keras. */
  fillMode: z.enum(fillModes).default('nearest'),
} as const;

export const augmentationSettingsSchema = z.object(augmentationSettings);
export type AugmentationSettings = z.infer<typeof augmentationSettingsSchema>;

const neutral = augmentationSettingsSchema.parse({});
const augmentationNames = augmentationSettingsSchema.keyof().options;

/** Whether the settings change images at all. */
export function isAugmenting(settings: AugmentationSettings): boolean {
  return augmentationNames.some((name) => name !== 'fillMode' && settings[name] !== neutral[name]);
}
