import * as tf from '@tensorflow/tfjs';
import type { UpdateRule } from './optimizer.ts';

/** Keras's defaults. */
const decay = 0.9;
const epsilon = 1e-7;

/**
 * RMSprop (Hinton 2012) as Keras has it, not centred: v = 0.9 v + 0.1 g^2 and increment = rate g /
 * sqrt(v + 1e-7); weight -= increment, or with momentum b = momentum b + increment and weight -= b.
 */
export function createRmspropRule({ momentum }: { momentum: number }): UpdateRule {
  const squares = { name: 'squares', initialValue: 0 };
  return {
    moments: momentum === 0 ? [squares] : [squares, { name: 'increments', initialValue: 0 }],
    move({ weight, gradient, moments: [square, increments], learningRate }) {
      if (square === undefined) throw new Error('RMSprop has a moment');
      const v = tf.add(tf.mul(square, decay), tf.mul(tf.square(gradient), 1 - decay));
      const increment = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(v, epsilon)));
      if (increments === undefined) return { weight: tf.sub(weight, increment), moments: [v] };
      const step = tf.add(tf.mul(increments, momentum), increment);
      return { weight: tf.sub(weight, step), moments: [v, step] };
    },
  };
}
