import * as tf from '@tensorflow/tfjs';
import { deriveSeed } from '../../../shared/domain/seeded-random.ts';
import { findBlock, type Block } from './find-block.ts';
import { findBlockBackend, normalizeBlock, type NormalizedBlock } from './normalize-block.ts';
import type { ForwardPass, TrainableLayer, TrainingPosition } from './trainable-layer.ts';

/** How many layers at the beginning of a row this engine runs as one; 0 where it lacks the operation, too. */
export function countBlockLayers(row: readonly tf.layers.Layer[]): number {
  return findBlockBackend() === null ? 0 : (findBlock(row)?.length ?? 0);
}

/**
 * The layers that `countBlockLayers` counted as one layer: of what they compute, only the input, the convolution and
 * what pooling kept are held for the way back.
 */
export function toTrainableBlock(row: readonly tf.layers.Layer[]): TrainableLayer {
  const block = findBlock(row);
  if (block?.length !== row.length) throw new Error('these layers are no block');
  const { convolution, normalization } = block;
  const { kernel, bias } = convolution;
  const { gamma, beta } = normalization;

  const forward = (input: tf.Tensor, position: TrainingPosition): ForwardPass => {
    const convolved = convolution.convolve(input);
    const normalized = runBlock(block, convolved, position);
    return {
      output: normalized.output,
      backward(outputGradient, needsInput) {
        const gradients = normalized.backward(outputGradient);
        convolved.dispose();
        const back = convolution.backpropagate(input, gradients.input, needsInput);
        gradients.input.dispose();
        if (bias === null) gradients.bias.dispose();
        const ofConvolution = bias === null ? [back.kernel] : [back.kernel, gradients.bias];
        return { input: back.input, weights: [...ofConvolution, gradients.gamma, gradients.beta] };
      },
    };
  };
  return { weights: [kernel, ...(bias === null ? [] : [bias]), gamma, beta], forward };
}

function runBlock(block: Block, convolved: tf.Tensor, position: TrainingPosition): NormalizedBlock {
  const native = findBlockBackend();
  if (native === null) throw new Error('the engine has lost an operation');
  const { convolution, normalization, steps, dropoutName } = block;
  const seed = dropoutName === null ? 0 : deriveSeed(position.seed, 'dropout', dropoutName);
  const weights = {
    bias: convolution.bias?.read() ?? tf.tensor1d([]),
    gamma: normalization.gamma.read(),
    beta: normalization.beta.read(),
  };
  const normalized = normalizeBlock(native, convolved, weights, steps, [seed, position.step]);
  const count = convolved.size / (convolved.shape.at(-1) ?? 1);
  const unbiased = tf.mul(normalized.variance, count / Math.max(count - 1, 1));
  normalization.moveAverages(normalized.mean, unbiased, position);
  tf.dispose([normalized.mean, normalized.variance, unbiased]);
  return normalized;
}
