import * as tf from '@tensorflow/tfjs';
import { readTensor, toTensor, type NamedArrays } from '../model-files/named-arrays.ts';
import type { Weight } from '../fused/trainable-layer.ts';

/** Adam's settings; Keras's defaults but for the learning rate, which a run sets. */
const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-7;

/** What of an optimizer a checkpoint keeps; moments by the names of their weights. */
export interface AdamState {
  /** Updates made. */
  readonly updates: number;
  readonly firstMoments: NamedArrays;
  readonly secondMoments: NamedArrays;
}

export interface Adam {
  /** Moves every weight by its gradient. */
  update(gradients: readonly tf.Tensor[]): void;
  /** Copies the state out of the engine. */
  read(): AdamState;
  /** Goes on from a state. */
  restore(state: AdamState): void;
  dispose(): void;
}

/**
 * Adam (Kingma and Ba 2015) in the form of Keras and TensorFlow, which puts epsilon beside the uncorrected
 * second moment: weight -= rate sqrt(1 - 0.999^t) / (1 - 0.9^t) m / (sqrt(v) + 1e-7).
 *
 * Why not tfjs's own: it keeps the powers of the decays as float32 products, which a checkpoint cannot hold
 * exactly, so that a resumed run would drift from an unbroken one.
 */
export function createAdam(weights: readonly Weight[], learningRate: number): Adam {
  const zeros = (): tf.Variable[] => weights.map((weight) => tf.variable(tf.zerosLike(weight.read()), false));
  const first = tf.tidy(zeros);
  const second = tf.tidy(zeros);
  let updates = 0;

  return {
    update(gradients) {
      updates += 1;
      const rate = (learningRate * Math.sqrt(1 - secondDecay ** updates)) / (1 - firstDecay ** updates);
      tf.tidy(() => {
        weights.forEach((weight, index) => {
          const [m, v, gradient] = [first[index], second[index], gradients[index]];
          if (m === undefined || v === undefined || gradient === undefined)
            throw new Error('one gradient a weight');
          m.assign(tf.add(tf.mul(m, firstDecay), tf.mul(gradient, 1 - firstDecay)));
          v.assign(tf.add(tf.mul(v, secondDecay), tf.mul(tf.square(gradient), 1 - secondDecay)));
          const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
          weight.write(tf.sub(weight.read(), step));
        });
      });
    },
    read: () => ({
      updates,
      firstMoments: readMoments(weights, first),
      secondMoments: readMoments(weights, second),
    }),
    restore(state) {
      updates = state.updates;
      restoreMoments(weights, first, state.firstMoments);
      restoreMoments(weights, second, state.secondMoments);
    },
    dispose() {
      tf.dispose([...first, ...second]);
    },
  };
}

function readMoments(weights: readonly Weight[], moments: readonly tf.Variable[]): NamedArrays {
  return new Map(moments.map((moment, index) => [weights[index]?.originalName ?? '', readTensor(moment)]));
}

function restoreMoments(
  weights: readonly Weight[],
  moments: readonly tf.Variable[],
  arrays: NamedArrays,
): void {
  tf.tidy(() => {
    moments.forEach((moment, index) => {
      const array = arrays.get(weights[index]?.originalName ?? '');
      if (array === undefined) throw new Error('no moment for a weight');
      moment.assign(toTensor(array));
    });
  });
}
