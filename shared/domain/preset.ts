import { z } from 'zod';

export const presetNames = ['cnn5'] as const;
export const presetNameSchema = z.enum(presetNames);
export type PresetName = z.infer<typeof presetNameSchema>;

export const presetSchema = z.strictObject({
  name: presetNameSchema,
  title: z.string(),
  description: z.string(),
  /** Side of the square input in pixels that the preset was made for. */
  imageSize: z.number().int().positive(),
});
export type Preset = z.infer<typeof presetSchema>;

/** Every preset, in the order in which a user is offered them. */
export const presets: readonly Preset[] = [
  {
    name: 'cnn5',
    title: 'Five-convolution CNN',
    description:
      'Five blocks of convolution, batch normalisation and max pooling, then two dense layers: 951,489 parameters at 150 x 150.',
    imageSize: 150,
  },
];

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
