import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { toBatchNormalization, type BatchNormalization } from './batch-normalization-layer.ts';
import { toConvolution, type Convolution } from './convolution.ts';
import type { BlockSteps } from './normalize-block.ts';
import { isRelu } from './relu-layer.ts';

/** A convolution and what follows it, as one operation does it. */
export interface Block {
  readonly convolution: Convolution;
  readonly normalization: BatchNormalization;
  readonly steps: BlockSteps;
  /** By which dropout's seed is told; null without dropout. */
  readonly dropoutName: string | null;
  /** How many layers of the row it is. */
  readonly length: number;
}

/**
 * Finds a block at the beginning of a row: a convolution, its ReLU, dropout, batch normalisation, ReLU and max pooling of
 * 2 x 2, in this order, of which all but the first and the normalisation may be missing.
 *
 * @returns null where the row begins otherwise
 */
export function findBlock(row: readonly tf.layers.Layer[]): Block | null {
  const left = [...row];
  const take = <Found>(read: (layer: tf.layers.Layer) => Found | null): Found | null => {
    const [layer] = left;
    const found = layer === undefined ? null : read(layer);
    if (found !== null) left.shift();
    return found;
  };
  const convolution = take(readConvolution);
  if (convolution === null) return null;
  const rectifiesBefore = convolution.activation === 'relu' || take(readRelu) !== null;
  const dropout = take(readDropout);
  const normalization = take(readNormalization);
  if (normalization === null) return null;
  const rectifiesAfter = take(readRelu) !== null;
  const poolSize = take(readPooling) ?? 1;
  return {
    convolution,
    normalization,
    steps: {
      rectifiesBefore,
      rectifiesAfter,
      poolSize,
      dropoutRate: dropout?.rate ?? 0,
      epsilon: normalization.epsilon,
    },
    dropoutName: dropout?.name ?? null,
    length: row.length - left.length,
  };
}

function readConvolution(layer: tf.layers.Layer): Convolution | null {
  return layer.getClassName() === 'Conv2D' ? toConvolution(layer) : null;
}

function readNormalization(layer: tf.layers.Layer): BatchNormalization | null {
  return layer.getClassName() === 'BatchNormalization' ? toBatchNormalization(layer) : null;
}

function readRelu(layer: tf.layers.Layer): true | null {
  return isRelu(layer) ? true : null;
}

const dropoutSchema = z.object({ rate: z.number().min(0).lt(1), noiseShape: z.null().optional() });

function readDropout(layer: tf.layers.Layer): { readonly rate: number; readonly name: string } | null {
  if (layer.getClassName() !== 'Dropout') return null;
  const config = dropoutSchema.safeParse(layer.getConfig());
  return config.success ? { rate: config.data.rate, name: layer.name } : null;
}

const two = z.tuple([z.literal(2), z.literal(2)]);
const poolingSchema = z.object({
  poolSize: two,
  strides: two,
  padding: z.enum(['same', 'valid']),
  dataFormat: z.literal('channelsLast'),
});

/** Padding adds nothing to sides that are even. */
function readPooling(layer: tf.layers.Layer): 2 | null {
  if (layer.getClassName() !== 'MaxPooling2D') return null;
  const config = poolingSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  const shape = sidesSchema.safeParse(layer.input instanceof tf.SymbolicTensor ? layer.input.shape : null);
  const isEven = shape.success && shape.data[1] % 2 === 0 && shape.data[2] % 2 === 0;
  return config.data.padding === 'valid' || isEven ? 2 : null;
}

const sidesSchema = z.tuple([z.null(), z.number(), z.number(), z.number()]);
