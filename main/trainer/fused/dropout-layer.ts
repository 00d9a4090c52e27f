import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { createRandom, deriveSeed } from '../../../shared/domain/seeded-random.ts';
import { findNativeBackend, type NativeBackend } from '../native-backend.ts';
import { createAttributeMaker, runNative } from './native-operation.ts';
import {
  noWeights,
  type ForwardPass,
  type TrainableLayer,
  type TrainingPosition,
} from './trainable-layer.ts';

const configSchema = z.object({
  rate: z.number().min(0).max(1),
  /** Of the mask: a side of 1 is drawn once for all its places, null is the input's. */
  noiseShape: z.array(z.number().nullable()).nullish(),
});

/**
 * A Dropout layer (Srivastava et al. 2014, inverted: what is kept is scaled by 1 / (1 - rate)), of single values or,
 * as Keras's SpatialDropout2D, of whole channels (Tompson et al. 2015). Its mask is a
 * function of the run's seed, the layer's name and the step, so that a resumed run needs no generator's state.
 * Masks differ between engines, which draw them by different generators.
 *
 * @returns null where the layer's configuration is not one of those done here
 */
export function toTrainableDropout(layer: tf.layers.Layer): TrainableLayer | null {
  const config = configSchema.safeParse(layer.getConfig());
  if (!config.success) return null;
  const { rate, noiseShape } = config.data;
  const toMaskShape = (shape: readonly number[]): number[] =>
    shape.map((side, axis) => noiseShape?.[axis] ?? side);

  const forward = (input: tf.Tensor, position: TrainingPosition): ForwardPass => {
    if (rate === 0) {
      return {
        output: input.clone(),
        backward: (gradient) => ({ input: gradient.clone(), weights: noWeights }),
      };
    }
    const seed = deriveSeed(position.seed, 'dropout', layer.name);
    const mask = drawMask(toMaskShape(input.shape), rate, seed, position.step);
    return {
      output: tf.mul(input, mask),
      backward(gradient) {
        const inputGradient = tf.mul(gradient, mask);
        mask.dispose();
        return { input: inputGradient, weights: noWeights };
      },
    };
  };
  return { weights: noWeights, forward };
}

/**
 * Draws a mask of zeros, with probability `rate` each, and 1 / (1 - rate).
 *
 * @param seed of the layer in this run
 * @param step of the run; two steps share no numbers
 */
export function drawMask(shape: number[], rate: number, seed: number, step: number): tf.Tensor {
  const native = findNativeBackend();
  if (native === null) return drawMaskHere(shape, rate, deriveSeed(seed, step));
  return tf.tidy(() => {
    const kept = native.isUsingGpuDevice
      ? keepByReals(native, shape, rate, [seed, step])
      : keepByWholes(native, shape, rate, [seed, step]);
    return tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate));
  });
}

/** By TensorFlow's stateless generator (Philox): the same seeds give the same numbers, in any order of calls. */
function keepByReals(
  native: NativeBackend,
  shape: number[],
  rate: number,
  seeds: [number, number],
): tf.Tensor {
  const attribute = createAttributeMaker(native);
  const attributes = [
    attribute.type('dtype', 'float32'),
    attribute.type('T', 'int32'),
    attribute.type('Tseed', 'int32'),
  ];
  const inputs = [tf.tensor1d(shape, 'int32'), tf.tensor1d(seeds, 'int32')];
  return tf.greaterEqual(runNative(native, 'StatelessRandomUniform', attributes, inputs), rate);
}

/**
 * The same with half the numbers, which are most of dropout's cost on a CPU: the upper 16 bits of each
 * decide on one cell and the lower 16 bits on another. 16 bits hold a rate to within 1 / 65,536.
 */
function keepByWholes(
  native: NativeBackend,
  shape: number[],
  rate: number,
  seeds: [number, number],
): tf.Tensor {
  const attribute = createAttributeMaker(native);
  const attributes = [
    attribute.type('dtype', 'int32'),
    attribute.type('T', 'int32'),
    attribute.type('Tseed', 'int32'),
  ];
  const size = shape.reduce((product, side) => product * side, 1);
  const inputs = [tf.tensor1d([Math.ceil(size / 2)], 'int32'), tf.tensor1d(seeds, 'int32')];
  const drawn = runNative(native, 'StatelessRandomUniformFullInt', attributes, inputs);
  const lower = runNative(
    native,
    'BitwiseAnd',
    [attribute.type('T', 'int32')],
    [drawn, tf.scalar(0xffff, 'int32')],
  );
  const cut = Math.round(rate * 0x10000);
  const halves = [
    tf.greaterEqual(drawn, tf.scalar((cut - 0x8000) * 0x10000, 'int32')),
    tf.greaterEqual(lower, tf.scalar(cut, 'int32')),
  ];
  return tf.concat(halves).slice([0], [size]).reshape(shape);
}

/** By our own generator, for engines without a seeded one. */
function drawMaskHere(shape: number[], rate: number, seed: number): tf.Tensor {
  const random = createRandom(seed);
  const kept = 1 / (1 - rate);
  const cut = rate * 2 ** 32;
  const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
  for (let index = 0; index < values.length; index += 1) {
    if (random.nextUint32() >= cut) values[index] = kept;
  }
  return tf.tensor(values, shape);
}
