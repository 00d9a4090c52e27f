import * as tf from '@tensorflow/tfjs';
import type { UpdateRule } from './optimizer.ts';

/**
 * Stochastic gradient descent as Keras has it. Without momentum: weight -= rate g. With it: velocity =
 * momentum velocity - rate g, and weight += velocity; by Nesterov's way weight += momentum velocity - rate g,
 * which looks ahead to where the velocity leads (Sutskever et al. 2013).
 *
 * @param options.nesterov changes nothing without momentum
 */
export function createSgdRule({ momentum, nesterov }: { momentum: number; nesterov: boolean }): UpdateRule {
  if (momentum === 0) {
    return {
      moments: [],
      move: ({ weight, gradient, learningRate }) => ({
        weight: tf.sub(weight, tf.mul(gradient, learningRate)),
        moments: [],
      }),
    };
  }
  return {
    moments: [{ name: 'velocities', initialValue: 0 }],
    move({ weight, gradient, moments: [velocity], learningRate }) {
      if (velocity === undefined) throw new Error('SGD with momentum has one moment');
      const pull = tf.mul(gradient, learningRate);
      const moved = tf.sub(tf.mul(velocity, momentum), pull);
      const step = nesterov ? tf.sub(tf.mul(moved, momentum), pull) : moved;
      return { weight: tf.add(weight, step), moments: [moved] };
    },
  };
}
