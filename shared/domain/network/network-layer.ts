import { z } from 'zod';
import { messageDetailsSchema } from '../../ipc/app-error.ts';

const countSchema = z.number().int().min(1).max(4096);
const sideSchema = z.number().int().min(1).max(64);
/** One number for both directions, or [height, width]. */
const windowSchema = z.union([sideSchema, z.tuple([sideSchema, sideSchema])]);
const paddingSchema = z.enum(['valid', 'same']).default('valid');
const depthMultiplierSchema = z.number().int().min(1).max(64).default(1);
/** Keras's, of which tfjs computes the same function. */
const activationSchema = z.enum([
  'linear',
  ...(['relu', 'relu6', 'elu', 'selu', 'silu', 'gelu', 'softplus', 'sigmoid', 'tanh'] as const),
]);
const rateSchema = z.number().min(0).max(0.95);
const paddedSideSchema = z.number().int().min(0).max(64);

const poolingShape = {
  poolSize: windowSchema.default(2),
  /** Null: as large as the window. */
  strides: windowSchema.nullable().default(null),
  padding: paddingSchema,
};

/** A convolution of each channel on its own. TensorFlow strides it alike in both directions. */
const depthwiseShape = {
  kernelSize: windowSchema.default(3),
  strides: sideSchema.default(1),
  padding: paddingSchema,
  /** Channels that one channel becomes. */
  depthMultiplier: depthMultiplierSchema,
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
};

/**
 * The layers that a network may be made of, with Keras's names and defaults (in camel case, as tfjs writes
 * them). `Residual` is the one that Keras has not: two convolutions with batch normalisation, added to what
 * came in (He et al. 2016), which goes through a convolution of 1 x 1 where the shapes differ.
 */
export const networkLayerSchemas = {
  Conv2D: z.strictObject({
    type: z.literal('Conv2D'),
    filters: countSchema,
    kernelSize: windowSchema.default(3),
    strides: windowSchema.default(1),
    padding: paddingSchema,
    activation: activationSchema.default('linear'),
    useBias: z.boolean().default(true),
  }),
  /** A depthwise convolution without biases, then one of 1 x 1 that has the rest. */
  SeparableConv2D: z.strictObject({
    type: z.literal('SeparableConv2D'),
    filters: countSchema,
    ...depthwiseShape,
  }),
  DepthwiseConv2D: z.strictObject({ type: z.literal('DepthwiseConv2D'), ...depthwiseShape }),
  BatchNormalization: z.strictObject({
    type: z.literal('BatchNormalization'),
    momentum: z.number().min(0).max(0.9999).default(0.99),
    epsilon: z.number().positive().max(1).default(0.001),
  }),
  /** Over the channels of each place, or the features. */
  LayerNormalization: z.strictObject({
    type: z.literal('LayerNormalization'),
    epsilon: z.number().positive().max(1).default(0.001),
  }),
  Activation: z.strictObject({ type: z.literal('Activation'), activation: activationSchema }),
  ReLU: z.strictObject({ type: z.literal('ReLU') }),
  LeakyReLU: z.strictObject({
    type: z.literal('LeakyReLU'),
    negativeSlope: z.number().min(0).max(1).default(0.3),
  }),
  ELU: z.strictObject({ type: z.literal('ELU') }),
  MaxPooling2D: z.strictObject({ type: z.literal('MaxPooling2D'), ...poolingShape }),
  AveragePooling2D: z.strictObject({ type: z.literal('AveragePooling2D'), ...poolingShape }),
  GlobalAveragePooling2D: z.strictObject({ type: z.literal('GlobalAveragePooling2D') }),
  GlobalMaxPooling2D: z.strictObject({ type: z.literal('GlobalMaxPooling2D') }),
  ZeroPadding2D: z.strictObject({
    type: z.literal('ZeroPadding2D'),
    /** Cells on each side: one number, or [above and below, left and right]. */
    padding: z.union([paddedSideSchema, z.tuple([paddedSideSchema, paddedSideSchema])]).default(1),
  }),
  Dropout: z.strictObject({ type: z.literal('Dropout'), rate: rateSchema }),
  /** Drops whole channels. */
  SpatialDropout2D: z.strictObject({ type: z.literal('SpatialDropout2D'), rate: rateSchema }),
  GaussianNoise: z.strictObject({
    type: z.literal('GaussianNoise'),
    /** Standard deviation of what is added in training. */
    stddev: z.number().min(0).max(1),
  }),
  Flatten: z.strictObject({ type: z.literal('Flatten') }),
  Dense: z.strictObject({
    type: z.literal('Dense'),
    units: countSchema,
    activation: z.enum([...activationSchema.options, 'softmax']).default('linear'),
    useBias: z.boolean().default(true),
  }),
  Residual: z.strictObject({
    type: z.literal('Residual'),
    filters: countSchema,
    kernelSize: windowSchema.default(3),
    /** Of the first convolution and of the one on the way around. */
    strides: windowSchema.default(1),
  }),
} as const;

export const networkLayerSchema = z.discriminatedUnion('type', [
  networkLayerSchemas.Conv2D,
  networkLayerSchemas.SeparableConv2D,
  networkLayerSchemas.DepthwiseConv2D,
  networkLayerSchemas.BatchNormalization,
  networkLayerSchemas.LayerNormalization,
  networkLayerSchemas.Activation,
  networkLayerSchemas.ReLU,
  networkLayerSchemas.LeakyReLU,
  networkLayerSchemas.ELU,
  networkLayerSchemas.MaxPooling2D,
  networkLayerSchemas.AveragePooling2D,
  networkLayerSchemas.GlobalAveragePooling2D,
  networkLayerSchemas.GlobalMaxPooling2D,
  networkLayerSchemas.ZeroPadding2D,
  networkLayerSchemas.Dropout,
  networkLayerSchemas.SpatialDropout2D,
  networkLayerSchemas.GaussianNoise,
  networkLayerSchemas.Flatten,
  networkLayerSchemas.Dense,
  networkLayerSchemas.Residual,
]);
export type NetworkLayer = z.output<typeof networkLayerSchema>;
export type NetworkLayerType = NetworkLayer['type'];

/** A network between the image and its output layer, which may be left out and is then added. */
export const networkLayersSchema = z.array(networkLayerSchema).min(1).max(200);

/** What can be wrong with a network. */
export const networkMisfitSchema = z.enum([
  'not-a-list',
  'layer-count',
  'layer-without-type',
  'layer-unknown',
  'layer-invalid',
  'takes-features',
  'takes-picture',
  'window-too-large',
  'output-not-last',
  'output-wrong',
  'too-large',
]);
export type NetworkMisfit = z.infer<typeof networkMisfitSchema>;

/** Something wrong with a network, at the entry of the list that causes it (from 0); null for the whole. */
export const networkProblemSchema = z.strictObject({
  layer: z.number().int().nonnegative().nullable(),
  code: networkMisfitSchema,
  message: z.string(),
  details: messageDetailsSchema,
});
export type NetworkProblem = z.infer<typeof networkProblemSchema>;
