import * as tf from '@tensorflow/tfjs';
import type { UpdateRule } from './optimizer.ts';

/** Keras's defaults. */
const firstDecay = 0.9;
const normDecay = 0.999;
const epsilon = 1e-7;

/**
 * Adamax (Kingma and Ba 2015, section 7.1) as Keras has it: Adam with the gradients' decaying maximum in place
 * of their mean square: weight -= rate / (1 - 0.9^t) m / (u + 1e-7).
 */
export function createAdamaxRule(): UpdateRule {
  return {
    moments: [
      { name: 'firstMoments', initialValue: 0 },
      { name: 'maximums', initialValue: 0 },
    ],
    move({ weight, gradient, moments: [first, maximum], learningRate, updates }) {
      if (first === undefined || maximum === undefined) throw new Error('Adamax has two moments');
      const m = tf.add(first, tf.mul(tf.sub(gradient, first), 1 - firstDecay));
      const u = tf.maximum(tf.mul(maximum, normDecay), tf.abs(gradient));
      const step = tf.div(tf.mul(m, learningRate / (1 - firstDecay ** updates)), tf.add(u, epsilon));
      return { weight: tf.sub(weight, step), moments: [m, u] };
    },
  };
}
