import { z } from 'zod';
import { networkNames, type NetworkName } from './network/networks.ts';
import { someSettingsSchema, type RunSettings } from './run-settings.ts';

/** A preset is one of the architectures with settings of its own. */
export const networkNameSchema = z.enum(networkNames);

export const presetNames = ['robust', 'residual', 'cnn5', 'keras-report', 'pytorch-report'] as const;
export const presetNameSchema = z.enum(presetNames);
export type PresetName = z.infer<typeof presetNameSchema>;

export const presetSchema = z.strictObject({
  name: presetNameSchema,
  title: z.string(),
  description: z.string(),
  /** Side of the square input in pixels that the preset was made for. */
  imageSize: z.number().int().positive(),
  network: networkNameSchema,
  /** Where the preset's settings differ from the schema's defaults. A user's own come before both. */
  settings: someSettingsSchema,
});
export type Preset = z.infer<typeof presetSchema>;

/** What the report's script had its ImageDataGenerator draw. */
const reportAugmentation = {
  rotationRange: 30,
  zoomRange: 0.2,
  widthShiftRange: 0.1,
  heightShiftRange: 0.1,
  horizontalFlip: true,
} as const;

/** Keras's ReduceLROnPlateau(patience=2, factor=0.3), as in the notebook that the report follows. */
const reportSchedule = { schedule: 'plateau', scheduleEpochs: 2, scheduleFactor: 0.3 } as const;

/**
 * Where the report's runs are not followed: it took one lucky epoch's weights and the threshold 0.5, at which its
 * network calls most images from elsewhere pneumonia. Neither changes what is learned from an image.
 */
const soberDecision = {
  emaMomentum: 0.998,
  calibration: 'bias-corrected',
  decisionImages: 'shifted',
} as const;

/** Every preset, in the order in which a user is offered them: the first is what one gets who chooses none. */
export const presets: readonly (Preset & { readonly settings: Partial<RunSettings> })[] = [
  {
    name: 'robust',
    title: 'Robust',
    description:
      'Holds on images from elsewhere: crops of 8 to 100% of the area, zoom, brightness and contrast changed by up to 30%, tone, sharpness and noise varied, all classes seen as often, weights averaged, and an operating point that holds under shift.',
    imageSize: 150,
    network: 'cnn5',
    // No flips: a mirrored chest, with the heart on the right, is not what the model will be shown.
    settings: {
      epochs: 40,
      schedule: 'cosine',
      warmupEpochs: 1,
      // The schedule's end is where it is best.
      patience: 0,
      cropScaleMinimum: 0.08,
      // A patient who lies askew, a film that was photographed with its black border.
      rotationRange: 10,
      zoomRange: 0.3,
      fillMode: 'constant',
      brightnessRange: 0.3,
      contrastRange: 0.3,
      // Sharpness, noise and the scanner's tone curve tell where an image comes from, not what it shows.
      gammaRange: 0.4,
      blurRange: 1.5,
      sharpenRange: 1.5,
      noiseRange: 0.03,
      sampler: 'weighted',
      // About four epochs of the dataset that this was tried on.
      emaMomentum: 0.998,
      // Trained on parts of images, it leans to the negative class on whole ones.
      calibration: 'bias-corrected',
      decisionImages: 'shifted',
    },
  },
  {
    name: 'residual',
    title: 'Small residual network',
    description:
      'Four residual blocks after a strided convolution, and global average pooling: 604,193 parameters at any image size. Images as they are.',
    imageSize: 150,
    network: 'residual',
    settings: {},
  },
  {
    name: 'cnn5',
    title: 'Five-convolution CNN',
    description:
      'Five blocks of convolution, batch normalisation and max pooling, then two dense layers: 951,489 parameters at 150 x 150. Images as they are.',
    imageSize: 150,
    network: 'cnn5',
    settings: {},
  },
  {
    name: 'keras-report',
    title: "The report's Keras run",
    description:
      'The five-convolution CNN with rotation, zoom, shifts and flips, for 25 epochs. Unlike the report it validates by patient, averages the weights, and chooses an operating point that holds under shift.',
    imageSize: 150,
    network: 'cnn5',
    settings: { epochs: 25, patience: 0, ...reportAugmentation, ...reportSchedule, ...soberDecision },
  },
  {
    name: 'pytorch-report',
    title: "The report's PyTorch run",
    description:
      "The same network and changes, on images standardised by the training part's mean and deviation, all classes drawn as often.",
    imageSize: 150,
    network: 'cnn5',
    settings: {
      epochs: 25,
      patience: 0,
      ...reportAugmentation,
      ...reportSchedule,
      ...soberDecision,
      scaling: 'featurewise',
      sampler: 'weighted',
    },
  },
];

const networks = new Map<PresetName, NetworkName>(presets.map(({ name, network }) => [name, network]));

/** The architecture of a preset. */
export function networkOf(preset: PresetName): NetworkName {
  const network = networks.get(preset);
  if (network === undefined) throw new Error(`the preset ${preset} is not in the table`);
  return network;
}

/** One row of a layer table. `outputShape` is [null for the batch, height, width, channels] or shorter. */
export const layerRowSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  outputShape: z.array(z.number().int().positive().nullable()),
  parameters: z.number().int().nonnegative(),
});
export type LayerRow = z.infer<typeof layerRowSchema>;

export const layerTableSchema = z.strictObject({
  preset: presetNameSchema,
  layers: z.array(layerRowSchema),
  totalParameters: z.number().int().nonnegative(),
  trainableParameters: z.number().int().nonnegative(),
  nonTrainableParameters: z.number().int().nonnegative(),
});
export type LayerTable = z.infer<typeof layerTableSchema>;
