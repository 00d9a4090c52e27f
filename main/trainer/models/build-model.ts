import type * as tf from '@tensorflow/tfjs';
import { networkOf, type NetworkName, type PresetName } from '../../../shared/domain/preset.ts';
import { buildCnn5 } from './cnn5.ts';

/** What every builder of an architecture is given. */
export interface ModelShape {
  /** Side of the square grey input in pixels. */
  readonly imageSize: number;
  /** Seeds the initial weights, by one derived seed a layer. */
  readonly seed: number;
}

const builders: Readonly<Record<NetworkName, (shape: ModelShape) => tf.Sequential>> = {
  cnn5: buildCnn5,
};

/**
 * Builds a preset's network of stock tfjs layers with fresh weights: [batch, imageSize, imageSize, 1] of
 * values in [0, 1] in, [batch, 1] out, the probability of the positive class. The caller disposes it.
 *
 * @throws AppError `setting-invalid` where the architecture does not fit the image size
 */
export function buildModel(preset: PresetName, shape: ModelShape): tf.Sequential {
  return builders[networkOf(preset)](shape);
}
