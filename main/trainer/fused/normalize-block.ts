import * as tf from '@tensorflow/tfjs';
import type { NativeBackend, OperationAttribute } from '../native-backend.ts';
import { createAttributeMaker } from './native-operation.ts';
import { findOwnOperation } from './own-operation.ts';

/** What follows a convolution, up to its pooling. Batch normalisation is always among it. */
export interface BlockSteps {
  /** ReLU before dropout and normalisation. */
  readonly rectifiesBefore: boolean;
  /** ReLU after normalisation. */
  readonly rectifiesAfter: boolean;
  /** 2: the greatest of each window of 2 x 2, an odd last row or column left out; 1: no pooling. */
  readonly poolSize: 1 | 2;
  /** Share of values that dropout takes away before normalisation. */
  readonly dropoutRate: number;
  readonly epsilon: number;
}

/** What comes to a block, and the weights that the engine's operation takes with it. */
export interface BlockInput {
  /** [images, height, width, channels], a convolution's output without its bias; [images, height, width, 1] with a filter. */
  readonly values: tf.Tensor;
  /**
   * [3, 3, 1, channels]: the convolution, of one step at a time and with zeros around, is done here as well; null where
   * it was done before.
   */
  readonly filter: tf.Tensor | null;
  /** Of a channel each. */
  readonly bias: tf.Tensor | null;
  readonly gamma: tf.Tensor;
}

/** What prediction normalises by, of a channel each. */
export interface BlockAverages {
  readonly beta: tf.Tensor;
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

export interface NormalizedBlock {
  /** [images, height, width, channels], pooled. */
  readonly output: tf.Tensor;
  /** Of each channel as normalisation is given it. */
  readonly mean: tf.Tensor;
  /** By n. */
  readonly variance: tf.Tensor;
  /** Called at most once. */
  backward(outputGradient: tf.Tensor): BlockGradients;
}

/** Null where the block has no such thing; with a filter, the input's gradient is not worked out. */
export interface BlockGradients {
  readonly input: tf.Tensor | null;
  readonly filter: tf.Tensor | null;
  readonly bias: tf.Tensor | null;
  readonly gamma: tf.Tensor;
  readonly beta: tf.Tensor;
}

/**
 * Bias, ReLU, dropout, batch normalisation, ReLU and max pooling as one operation of our own, in one pass over memory,
 * and of grey images the convolution too: see main/trainer/operations/normalize-block.c.
 *
 * @param block the caller frees its values, after `backward`
 * @param seed of dropout's mask: two numbers of 32 bits, the layer's in this run and the step
 */
export function normalizeBlock(
  native: NativeBackend,
  block: BlockInput,
  beta: tf.Tensor,
  steps: BlockSteps,
  seed: readonly [number, number],
): NormalizedBlock {
  const attributes = toAttributes(native, steps);
  const seeds = tf.tensor1d([...seed], 'int32');
  const [output, mean, variance, kept, places] = runBlock(native, 'NegatoscopeNormalizeBlock', attributes, {
    block,
    others: [beta, seeds],
    outputs: 5,
  });
  if (!output || !mean || !variance || !kept || !places) {
    throw new Error('NegatoscopeNormalizeBlock returned too little');
  }
  // The caller may free them once it has moved its averages.
  const statistics = [mean.clone(), variance.clone()];
  return {
    output,
    mean,
    variance,
    backward(outputGradient) {
      const [input, filter, bias, gamma, betaGradient] = runBlock(
        native,
        'NegatoscopeNormalizeBlockGrad',
        attributes,
        { block, others: [seeds, ...statistics, kept, places, output, outputGradient], outputs: 5 },
      );
      tf.dispose([seeds, ...statistics, kept, places]);
      if (!input || !filter || !bias || !gamma || !betaGradient) {
        throw new Error('NegatoscopeNormalizeBlockGrad returned too little');
      }
      return {
        input: keepWhere(block.filter === null, input),
        filter: keepWhere(block.filter !== null, filter),
        bias: keepWhere(block.bias !== null, bias),
        gamma,
        beta: betaGradient,
      };
    },
  };
}

/** The same steps as prediction has them, without dropout. */
export function applyBlock(
  native: NativeBackend,
  block: BlockInput,
  { beta, mean, variance }: BlockAverages,
  steps: BlockSteps,
): tf.Tensor {
  const [output] = runBlock(native, 'NegatoscopeApplyBlock', toAttributes(native, steps), {
    block,
    others: [beta, mean, variance],
    outputs: 1,
  });
  if (output === undefined) throw new Error('NegatoscopeApplyBlock returned nothing');
  return output;
}

interface BlockCall {
  readonly block: BlockInput;
  /** The operation's inputs after the block's. */
  readonly others: readonly tf.Tensor[];
  readonly outputs: number;
}

/** What a block is without goes as an empty tensor. */
function runBlock(
  native: NativeBackend,
  name: string,
  attributes: readonly OperationAttribute[],
  { block: { values, filter, bias, gamma }, others, outputs }: BlockCall,
): tf.Tensor[] {
  const noFilter = filter ?? tf.tensor4d([], [0, 0, 0, 0]);
  const noBias = bias ?? tf.tensor1d([]);
  const inputs = [values, noFilter, noBias, gamma, ...others];
  const results = native.executeMultipleOutputs(name, attributes, inputs, outputs);
  if (filter === null) noFilter.dispose();
  if (bias === null) noBias.dispose();
  return results;
}

function keepWhere(isThere: boolean, tensor: tf.Tensor): tf.Tensor | null {
  if (!isThere) tensor.dispose();
  return isThere ? tensor : null;
}

function toAttributes(native: NativeBackend, steps: BlockSteps): OperationAttribute[] {
  const attribute = createAttributeMaker(native);
  return [
    attribute.flag('rectifies_before', steps.rectifiesBefore),
    attribute.flag('rectifies_after', steps.rectifiesAfter),
    attribute.whole('pool_size', steps.poolSize),
    attribute.real('dropout_rate', steps.dropoutRate),
    attribute.real('epsilon', steps.epsilon),
  ];
}

/** The running backend where it has these operations, else null: the layers are run one by one then. */
export const findBlockBackend = findOwnOperation((native) => {
  const [zero, one] = [tf.tensor1d([0]), tf.tensor1d([1])];
  const steps = {
    rectifiesBefore: false,
    rectifiesAfter: false,
    poolSize: 1,
    dropoutRate: 0,
    epsilon: 0,
  } as const;
  const values = tf.tensor4d([3, 5], [1, 1, 2, 1]);
  const after = { values, filter: null, bias: null, gamma: one };
  const whole = { values, filter: tf.ones([3, 3, 1, 1]), bias: one, gamma: one };
  const block = normalizeBlock(native, after, zero, steps, [0, 0]);
  const back = block.backward(tf.tensor4d([1, 1], [1, 1, 2, 1]));
  const averages = { beta: zero, mean: zero, variance: one };
  const applied = [after, whole].map((input) =>
    applyBlock(native, input, averages, steps).dataSync().join(' '),
  );
  return (
    block.output.dataSync().join(' ') === '-1 1' &&
    back.beta.dataSync()[0] === 2 &&
    applied.join() === '3 5,9 9'
  );
});
