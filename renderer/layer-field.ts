import { z } from 'zod';
import {
  networkLayerSchemas,
  type NetworkLayer,
  type NetworkLayerType,
} from '../shared/domain/network/network-layer.ts';

const parameterNames = [
  ...(['filters', 'units', 'kernelSize', 'poolSize', 'strides', 'padding', 'depthMultiplier'] as const),
  ...(['activation', 'useBias', 'rate', 'stddev', 'negativeSlope', 'momentum', 'epsilon'] as const),
] as const;
export type LayerParameter = (typeof parameterNames)[number];

/** What a form must know of one parameter of a layer; read from the schema. */
export interface LayerField {
  readonly name: LayerParameter;
  /** A number may also be a window's two sides, as "3 x 5". */
  readonly kind: 'number' | 'choice' | 'yes-no';
  readonly choices: readonly string[];
}

const layerShape = z.object({
  properties: z.partialRecord(
    z.enum([...parameterNames, 'type']),
    z.object({ type: z.string().optional(), enum: z.array(z.string()).optional() }),
  ),
});

export const layerTypes = Object.keys(networkLayerSchemas) as readonly NetworkLayerType[];

/** The parameters of every type of layer. */
export const layerFields: Readonly<Record<NetworkLayerType, readonly LayerField[]>> = {
  Conv2D: toLayerFields('Conv2D'),
  SeparableConv2D: toLayerFields('SeparableConv2D'),
  DepthwiseConv2D: toLayerFields('DepthwiseConv2D'),
  BatchNormalization: toLayerFields('BatchNormalization'),
  LayerNormalization: toLayerFields('LayerNormalization'),
  Activation: toLayerFields('Activation'),
  ReLU: [],
  LeakyReLU: toLayerFields('LeakyReLU'),
  ELU: [],
  MaxPooling2D: toLayerFields('MaxPooling2D'),
  AveragePooling2D: toLayerFields('AveragePooling2D'),
  GlobalAveragePooling2D: [],
  GlobalMaxPooling2D: [],
  ZeroPadding2D: toLayerFields('ZeroPadding2D'),
  Dropout: toLayerFields('Dropout'),
  SpatialDropout2D: toLayerFields('SpatialDropout2D'),
  GaussianNoise: toLayerFields('GaussianNoise'),
  Flatten: [],
  Dense: toLayerFields('Dense'),
  Residual: toLayerFields('Residual'),
};

function toLayerFields(type: NetworkLayerType): readonly LayerField[] {
  const { properties } = layerShape.parse(z.toJSONSchema(networkLayerSchemas[type], { io: 'input' }));
  return parameterNames.flatMap((name) => {
    const property = properties[name];
    return property === undefined ? [] : [toLayerField(name, property)];
  });
}

function toLayerField(
  name: LayerParameter,
  { type, enum: choices }: { type?: string | undefined; enum?: string[] | undefined },
): LayerField {
  if (choices !== undefined) return { name, kind: 'choice', choices };
  return { name, kind: type === 'boolean' ? 'yes-no' : 'number', choices: [] };
}

/** A layer of each type as one begins with it. */
export const newLayers: Readonly<Record<NetworkLayerType, NetworkLayer>> = {
  Conv2D: networkLayerSchemas.Conv2D.parse({
    type: 'Conv2D',
    filters: 32,
    padding: 'same',
    activation: 'relu',
  }),
  SeparableConv2D: networkLayerSchemas.SeparableConv2D.parse({
    type: 'SeparableConv2D',
    filters: 64,
    padding: 'same',
    activation: 'relu',
  }),
  DepthwiseConv2D: networkLayerSchemas.DepthwiseConv2D.parse({
    type: 'DepthwiseConv2D',
    padding: 'same',
    activation: 'relu',
  }),
  BatchNormalization: networkLayerSchemas.BatchNormalization.parse({ type: 'BatchNormalization' }),
  LayerNormalization: networkLayerSchemas.LayerNormalization.parse({ type: 'LayerNormalization' }),
  Activation: { type: 'Activation', activation: 'relu' },
  ReLU: { type: 'ReLU' },
  LeakyReLU: networkLayerSchemas.LeakyReLU.parse({ type: 'LeakyReLU' }),
  ELU: { type: 'ELU' },
  MaxPooling2D: networkLayerSchemas.MaxPooling2D.parse({ type: 'MaxPooling2D' }),
  AveragePooling2D: networkLayerSchemas.AveragePooling2D.parse({ type: 'AveragePooling2D' }),
  GlobalAveragePooling2D: { type: 'GlobalAveragePooling2D' },
  GlobalMaxPooling2D: { type: 'GlobalMaxPooling2D' },
  ZeroPadding2D: networkLayerSchemas.ZeroPadding2D.parse({ type: 'ZeroPadding2D' }),
  Dropout: { type: 'Dropout', rate: 0.2 },
  SpatialDropout2D: { type: 'SpatialDropout2D', rate: 0.2 },
  GaussianNoise: { type: 'GaussianNoise', stddev: 0.1 },
  Flatten: { type: 'Flatten' },
  Dense: networkLayerSchemas.Dense.parse({ type: 'Dense', units: 128, activation: 'relu' }),
  Residual: networkLayerSchemas.Residual.parse({ type: 'Residual', filters: 64 }),
};

/** A parameter's value as a user would type it. */
export function toLayerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' x ');
  return JSON.stringify(value);
}

/**
 * The value that a text stands for; undefined for an empty one, which takes the default. Text that is no
 * number stays as it is, for the schema to refuse.
 */
export function toLayerValue({ kind }: LayerField, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'yes-no') return trimmed === 'true';
  if (kind === 'choice') return trimmed;
  const sides = /^(\d+)\s*[x×,]\s*(\d+)$/i.exec(trimmed);
  if (sides !== null) return [Number(sides[1]), Number(sides[2])];
  return Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed);
}
