import * as tf from '@tensorflow/tfjs';
import { createAdamRule } from './adam.ts';
import type { UpdateRule } from './optimizer.ts';

/**
 * AdamW (Loshchilov and Hutter 2019) as Keras has it: each step first shrinks every weight by rate x decay of
 * itself, apart from the gradient, then moves it as Adam does. Biases and batch normalisation decay too, as
 * they do in Keras unless they are excluded.
 *
 * @param weightDecay Keras's default is 0.004
 */
export function createAdamwRule({ weightDecay }: { weightDecay: number }): UpdateRule {
  const adam = createAdamRule();
  return {
    moments: adam.moments,
    move(at) {
      const weight = tf.sub(at.weight, tf.mul(at.weight, weightDecay * at.learningRate));
      return adam.move({ ...at, weight });
    },
  };
}
