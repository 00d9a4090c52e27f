import * as tf from '@tensorflow/tfjs';
import { findAdamBackend, moveByNativeAdam } from './native-adam.ts';
import type { UpdateRule } from './optimizer.ts';

/** Keras's defaults. */
const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-7;

/**
 * Adam (Kingma and Ba 2015) in the form of Keras and TensorFlow, which puts epsilon beside the uncorrected
 * second moment: weight -= rate sqrt(1 - 0.999^t) / (1 - 0.9^t) m / (sqrt(v) + 1e-7).
 */
export function createAdamRule(): UpdateRule {
  return {
    moments: [
      { name: 'firstMoments', initialValue: 0 },
      { name: 'secondMoments', initialValue: 0 },
    ],
    move({ weight, gradient, moments: [first, second], learningRate, updates }) {
      if (first === undefined || second === undefined) throw new Error('Adam has two moments');
      const rate = (learningRate * Math.sqrt(1 - secondDecay ** updates)) / (1 - firstDecay ** updates);
      const native = findAdamBackend();
      if (native !== null) {
        const state = { weight, gradient, firstMoments: first, secondMoments: second };
        const [moved, ...moments] = moveByNativeAdam(native, state, {
          rate,
          firstDecay,
          secondDecay,
          epsilon,
        });
        return { weight: moved, moments };
      }
      const m = tf.add(tf.mul(first, firstDecay), tf.mul(gradient, 1 - firstDecay));
      const v = tf.add(tf.mul(second, secondDecay), tf.mul(tf.square(gradient), 1 - secondDecay));
      const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
      return { weight: tf.sub(weight, step), moments: [m, v] };
    },
  };
}
