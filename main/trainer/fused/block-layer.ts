import * as tf from '@tensorflow/tfjs';
import { deriveSeed } from '../../../shared/domain/seeded-random.ts';
import { isOfGrey } from './convolution.ts';
import { findBlock, type Block } from './find-block.ts';
import {
  findBlockBackend,
  normalizeBlock,
  type BlockInput,
  type NormalizedBlock,
} from './normalize-block.ts';
import type { ForwardPass, TrainableLayer, TrainingPosition } from './trainable-layer.ts';

/** How many layers at the beginning of a row this engine runs as one; 0 where it lacks the operation, too. */
export function countBlockLayers(row: readonly tf.layers.Layer[]): number {
  return findBlockBackend() === null ? 0 : (findBlock(row)?.length ?? 0);
}

/**
 * The layers that `countBlockLayers` counted as one layer: of what they compute, only the input, the convolution and
 * what pooling kept are held for the way back; not even the convolution where it goes over grey images.
 *
 * @param options.isFirst whether its input are the images, whose gradient nobody asks for
 */
export function toTrainableBlock(
  row: readonly tf.layers.Layer[],
  { isFirst }: { readonly isFirst: boolean },
): TrainableLayer {
  const block = findBlock(row);
  if (block?.length !== row.length) throw new Error('these layers are no block');
  const { convolution, normalization } = block;
  const { kernel, bias } = convolution;
  const { gamma, beta } = normalization;
  const convolvesHere = isFirst && isOfGrey(convolution);

  const forward = (input: tf.Tensor, position: TrainingPosition): ForwardPass => {
    const values = convolvesHere ? input : convolution.convolve(input);
    const filter = convolvesHere ? kernel.read() : null;
    const normalized = runBlock(block, { values, filter }, position);
    return {
      output: normalized.output,
      backward(outputGradient, needsInput) {
        const gradients = normalized.backward(outputGradient);
        if (!convolvesHere) values.dispose();
        const back =
          gradients.input === null
            ? { kernel: gradients.filter, input: null }
            : convolution.backpropagate(input, gradients.input, needsInput);
        gradients.input?.dispose();
        const weights = [back.kernel, gradients.bias, gradients.gamma, gradients.beta];
        return { input: back.input, weights: weights.filter((gradient) => gradient !== null) };
      },
    };
  };
  return { weights: [kernel, ...(bias === null ? [] : [bias]), gamma, beta], forward };
}

function runBlock(
  { convolution, normalization, steps, dropoutName }: Block,
  input: Pick<BlockInput, 'values' | 'filter'>,
  position: TrainingPosition,
): NormalizedBlock {
  const native = findBlockBackend();
  if (native === null) throw new Error('the engine has lost an operation');
  const seed = dropoutName === null ? 0 : deriveSeed(position.seed, 'dropout', dropoutName);
  const block = { ...input, bias: convolution.bias?.read() ?? null, gamma: normalization.gamma.read() };
  const normalized = normalizeBlock(native, block, normalization.beta.read(), steps, [seed, position.step]);
  const count = input.values.shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const unbiased = tf.mul(normalized.variance, count / Math.max(count - 1, 1));
  normalization.moveAverages(normalized.mean, unbiased, position);
  tf.dispose([normalized.mean, normalized.variance, unbiased]);
  return normalized;
}
