import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { getWeight } from './get-weight.ts';
import { moveAverage } from './move-average.ts';
import { normalizeBatch } from './normalize-batch.ts';
import type { ForwardPass, TrainableLayer, TrainingPosition, Weight } from './trainable-layer.ts';

const configSchema = z.object({ momentum: z.number(), epsilon: z.number() });

/** The parts of a BatchNormalization layer over the last axis, with scale and centre. */
export interface BatchNormalization {
  readonly gamma: Weight;
  readonly beta: Weight;
  /** What prediction normalises by. */
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
  readonly epsilon: number;
  /**
   * Moves the averages that prediction uses.
   *
   * @param mean of a batch, by channel
   * @param variance by n - 1: what the average takes, as in TensorFlow
   */
  moveAverages(mean: tf.Tensor, variance: tf.Tensor, position: TrainingPosition): void;
}

/** @returns null where the layer's configuration is not one of those done here */
export function toBatchNormalization(layer: tf.layers.Layer): BatchNormalization | null {
  const config = configSchema.safeParse(layer.getConfig());
  const gamma = getWeight(layer, 'gamma');
  const beta = getWeight(layer, 'beta');
  const movingMean = getWeight(layer, 'moving_mean');
  const movingVariance = getWeight(layer, 'moving_variance');
  if (!config.success || !gamma || !beta || !movingMean || !movingVariance) return null;
  if (!normalizesLastAxis(layer)) return null;
  const { momentum, epsilon } = config.data;
  return {
    gamma,
    beta,
    movingMean,
    movingVariance,
    epsilon,
    moveAverages(mean, variance, position) {
      const kept = warmUpMomentum(momentum, position.step);
      moveWeight(movingMean, mean, kept);
      moveWeight(movingVariance, variance, kept);
    },
  };
}

/**
 * A BatchNormalization layer over the last axis, with scale and centre. Going forward it also moves the
 * averages that prediction uses.
 *
 * @returns null where the layer's configuration is not one of those done here
 */
export function toTrainableBatchNormalization(layer: tf.layers.Layer): TrainableLayer | null {
  const normalization = toBatchNormalization(layer);
  if (normalization === null) return null;
  const { gamma, beta, epsilon } = normalization;

  const forward = (input: tf.Tensor, position: TrainingPosition): ForwardPass => {
    const normalized = normalizeBatch(input, gamma.read(), beta.read(), epsilon);
    normalization.moveAverages(normalized.mean, normalized.variance, position);
    tf.dispose([normalized.mean, normalized.variance]);
    return {
      output: normalized.output,
      backward(outputGradient) {
        const { input: inputGradient, gamma: scale, beta: shift } = normalized.backward(outputGradient);
        return { input: inputGradient, weights: [scale, shift] };
      },
    };
  };
  return { weights: [gamma, beta], forward };
}

/**
 * The share of the old average that is kept at a step: min(momentum, (1 + step) / (10 + step)), as
 * TensorFlow's ExponentialMovingAverage does it with `num_updates`. With the momentum alone, 0.99, the averages
 * need some hundred steps to forget that they began at mean 0 and variance 1, and until then every
 * validation is meaningless, which on a few hundred images is the first dozen epochs.
 *
 * @param step updates made before this one
 */
export function warmUpMomentum(momentum: number, step: number): number {
  return Math.min(momentum, (1 + step) / (10 + step));
}

function moveWeight(average: Weight, batchValue: tf.Tensor, kept: number): void {
  const moved = tf.tidy(() => moveAverage(average.read(), batchValue, kept));
  average.write(moved);
  moved.dispose();
}

function normalizesLastAxis(layer: tf.layers.Layer): boolean {
  const axis: unknown = layer.getConfig()['axis'];
  return axis === -1 || axis === layer.outputShape.length - 1;
}
