import type * as tf from '@tensorflow/tfjs';
import { networks } from '../../../shared/domain/network/networks.ts';
import type { NetworkLayer } from '../../../shared/domain/network/network-layer.ts';
import { planNetwork } from '../../../shared/domain/network/plan-network.ts';
import { networkOf, type PresetName } from '../../../shared/domain/preset.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { buildNetwork } from './build-network.ts';

/** What a model is built for. */
export interface ModelShape {
  /** Side of the square grey input in pixels. */
  readonly imageSize: number;
  /** Seeds the initial weights, by one derived seed a layer. */
  readonly seed: number;
  /** How many it tells apart; two unless told. */
  readonly classes?: number;
  /** A network of the user's own in place of the preset's. */
  readonly network?: readonly NetworkLayer[] | null;
}

/**
 * Builds a preset's network, or the user's own, of stock tfjs layers with fresh weights: [batch, imageSize,
 * imageSize, 1] in; out for two classes [batch, 1], the probability of the second, for more [batch, classes]. The
 * caller disposes it.
 *
 * @throws AppError `network-invalid` where a network of the user's own does not fit together; `setting-invalid`
 *   where the preset's does not fit the image size
 */
export function buildModel(preset: PresetName, shape: ModelShape): tf.LayersModel {
  const { imageSize, seed, classes = 2, network = null } = shape;
  const name = networkOf(preset);
  const layers = network ?? networks[name];
  const plan = planNetwork(layers, { imageSize, classes });
  const [problem] = plan.problems;
  if (problem === undefined) {
    return buildNetwork({ name: network === null ? name : 'network', layers: plan.layers, imageSize, seed });
  }
  if (network !== null) {
    const layer = problem.layer ?? 0;
    throw new AppError('network-invalid', `Layer ${layer + 1} of the network: ${problem.message}`, { layer });
  }
  throw new AppError(
    'setting-invalid',
    `imageSize is ${imageSize}, and the network ${name} does not fit it. ${problem.message}`,
    { setting: 'imageSize', value: imageSize },
  );
}
