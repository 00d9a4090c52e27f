import * as tf from '@tensorflow/tfjs';
import type { UpdateRule } from './optimizer.ts';

/** Keras's defaults. */
const decay = 0.95;
const epsilon = 1e-7;

/**
 * Adadelta (Zeiler 2012) as Keras has it: each step is as long as the steps before it by the square root of
 * their mean square, over that of the gradients; the learning rate multiplies it. Zeiler's own has a learning
 * rate of 1.
 */
export function createAdadeltaRule(): UpdateRule {
  const toRootMeanSquare = (square: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(square, epsilon));
  const average = (square: tf.Tensor, value: tf.Tensor): tf.Tensor =>
    tf.add(tf.mul(square, decay), tf.mul(tf.square(value), 1 - decay));
  return {
    moments: [
      { name: 'gradientSquares', initialValue: 0 },
      { name: 'stepSquares', initialValue: 0 },
    ],
    move({ weight, gradient, moments: [gradientSquare, stepSquare], learningRate }) {
      if (gradientSquare === undefined || stepSquare === undefined)
        throw new Error('Adadelta has two moments');
      const g = average(gradientSquare, gradient);
      const step = tf.div(tf.mul(toRootMeanSquare(stepSquare), gradient), toRootMeanSquare(g));
      return {
        weight: tf.sub(weight, tf.mul(step, learningRate)),
        moments: [g, average(stepSquare, step)],
      };
    },
  };
}
