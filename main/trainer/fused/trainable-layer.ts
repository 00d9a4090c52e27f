import type * as tf from '@tensorflow/tfjs';

/** A weight of a layer, as tfjs-layers keeps it. */
export interface Weight {
  /** Name within the model, for instance `conv2d/kernel`. */
  readonly originalName: string;
  readonly shape: readonly (number | null)[];
  read(): tf.Tensor;
  write(value: tf.Tensor): unknown;
}

/** Where training stands: what a layer that draws random numbers or keeps averages needs to know. */
export interface TrainingPosition {
  readonly seed: number;
  /** Batches trained on before this one, over all epochs. */
  readonly step: number;
}

/** What a layer computed for one batch, and the way back. */
export interface ForwardPass {
  readonly output: tf.Tensor;
  /**
   * Carries the gradient of the loss from the output to the weights and to the input. Called at most once.
   *
   * @param needsInput false where nothing before the layer learns, which spares the work
   */
  backward(outputGradient: tf.Tensor, needsInput: boolean): BackwardPass;
}

export interface BackwardPass {
  /** Null where it was not asked for. */
  readonly input: tf.Tensor | null;
  /** One a weight, in the order of the layer's `weights`. */
  readonly weights: readonly tf.Tensor[];
}

/**
 * A stock tfjs layer as training runs it: forward in training mode, and backward by hand, with the fused
 * operations of the engine. The layer itself stays as it is, for prediction and for saving.
 *
 * Inputs and outputs belong to the caller, who frees them once the layers on both sides have gone backward.
 */
export interface TrainableLayer {
  readonly weights: readonly Weight[];
  forward(input: tf.Tensor, position: TrainingPosition): ForwardPass;
}

export const noWeights: readonly never[] = [];
