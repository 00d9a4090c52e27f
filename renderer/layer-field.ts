import type { LayerParameter } from '../shared/domain/network/layer-parameters.ts';
import {
  networkLayerSchemas,
  type NetworkLayer,
  type NetworkLayerType,
} from '../shared/domain/network/network-layer.ts';
import { describeExpectedWhole, describeRange } from './setting-field.ts';
import { t } from './text/t.ts';
import { readDecimal, readWhole, toNumberText } from './typed-number.ts';

/** What is to be entered for a parameter in place of a text that is wrong, in words. */
export function describeExpected(parameter: LayerParameter, text: string): string {
  if (parameter.kind === 'choice' || parameter.kind === 'yes-no') return t('network.expect-choice');
  const range = describeRange(parameter);
  if (parameter.hasTwoSides) return t('network.expect-sides', { range });
  return parameter.kind === 'integer'
    ? describeExpectedWhole(text, range)
    : t('range.expect-number', { range });
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

/** A parameter's value as a user would type it in the interface's language. */
export function toLayerText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return toNumberText(value);
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' x ');
  return JSON.stringify(value);
}

/**
 * The value that a text stands for; undefined for an empty one, which takes the default. Text that is no
 * number stays as it is, for the schema to refuse.
 */
export function toLayerValue({ kind, hasTwoSides }: LayerParameter, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'yes-no') return trimmed === 'true';
  if (kind === 'choice') return trimmed;
  const sides = hasTwoSides ? /^(\d+)\s*[x×,]\s*(\d+)$/i.exec(trimmed) : null;
  if (sides !== null) return [Number(sides[1]), Number(sides[2])];
  return (kind === 'integer' ? readWhole(trimmed) : readDecimal(trimmed)) ?? trimmed;
}
