import type { NetworkLayer } from './network-layer.ts';

/**
 * A layer as it is built: separable convolutions and residual blocks are taken apart, and `Add` joins a block's
 * two ways.
 */
export type SimpleLayer =
  Exclude<NetworkLayer, { type: 'SeparableConv2D' | 'Residual' }> | { readonly type: 'Add' };

/** One layer of a network that fits together. */
export interface PlannedLayer {
  /** As Keras names layers: conv2d, conv2d_1, dense. */
  readonly name: string;
  readonly layer: SimpleLayer;
  /** The entry of the list that it comes from; the list's length for an output layer that was added. */
  readonly entry: number;
  /** Its sources' places among the planned layers; -1 is the image. */
  readonly inputs: readonly number[];
  /** Without the batch: [height, width, channels] or [features]. */
  readonly outputShape: readonly number[];
  readonly trainableParameters: number;
  /** Moving averages of batch normalisation. */
  readonly nonTrainableParameters: number;
}
