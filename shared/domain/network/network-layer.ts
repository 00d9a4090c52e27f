import { z } from 'zod';
import { messageDetailsSchema } from '../../ipc/app-error.ts';

const countSchema = z.number().int().min(1).max(4096);
const sideSchema = z.number().int().min(1).max(64);
/** One number for both directions, or [height, width]. */
const windowSchema = z.union([sideSchema, z.tuple([sideSchema, sideSchema])]);
const paddingSchema = z.enum(['valid', 'same']).default('valid');
const activationSchema = z.enum(['linear', 'relu', 'sigmoid', 'tanh']);

const poolingShape = {
  poolSize: windowSchema.default(2),
  /** Null: as large as the window. */
  strides: windowSchema.nullable().default(null),
  padding: paddingSchema,
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
  BatchNormalization: z.strictObject({
    type: z.literal('BatchNormalization'),
    momentum: z.number().min(0).max(0.9999).default(0.99),
    epsilon: z.number().positive().max(1).default(0.001),
  }),
  Activation: z.strictObject({ type: z.literal('Activation'), activation: activationSchema }),
  ReLU: z.strictObject({ type: z.literal('ReLU') }),
  LeakyReLU: z.strictObject({
    type: z.literal('LeakyReLU'),
    negativeSlope: z.number().min(0).max(1).default(0.3),
  }),
  MaxPooling2D: z.strictObject({ type: z.literal('MaxPooling2D'), ...poolingShape }),
  AveragePooling2D: z.strictObject({
    type: z.literal('AveragePooling2D'),
    ...poolingShape,
    // Engines differ over padding `same`: whether cells beyond the edge count.
    padding: z.enum(['valid']).default('valid'),
  }),
  GlobalAveragePooling2D: z.strictObject({ type: z.literal('GlobalAveragePooling2D') }),
  Dropout: z.strictObject({ type: z.literal('Dropout'), rate: z.number().min(0).max(0.95) }),
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
  networkLayerSchemas.BatchNormalization,
  networkLayerSchemas.Activation,
  networkLayerSchemas.ReLU,
  networkLayerSchemas.LeakyReLU,
  networkLayerSchemas.MaxPooling2D,
  networkLayerSchemas.AveragePooling2D,
  networkLayerSchemas.GlobalAveragePooling2D,
  networkLayerSchemas.Dropout,
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
