import * as tf from '@tensorflow/tfjs';
import type { UpdateRule } from './optimizer.ts';

/** Keras's defaults. */
const initialSum = 0.1;
const epsilon = 1e-7;

/** Adagrad (Duchi et al. 2011) as Keras has it: a += g^2, from 0.1 on, and weight -= rate g / sqrt(a + 1e-7). */
export function createAdagradRule(): UpdateRule {
  return {
    moments: [{ name: 'squareSums', initialValue: initialSum }],
    move({ weight, gradient, moments: [sum], learningRate }) {
      if (sum === undefined) throw new Error('Adagrad has one moment');
      const a = tf.add(sum, tf.square(gradient));
      const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(a, epsilon)));
      return { weight: tf.sub(weight, step), moments: [a] };
    },
  };
}
