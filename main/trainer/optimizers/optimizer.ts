import * as tf from '@tensorflow/tfjs';
import type { Weight } from '../fused/trainable-layer.ts';
import { readTensors, toTensor, type NamedArrays } from '../model-files/named-arrays.ts';

/** What of an optimizer a checkpoint keeps. */
export interface OptimizerState {
  /** Updates made. */
  readonly updates: number;
  /** By the name of the moment, then of the weight it belongs to. */
  readonly moments: ReadonlyMap<string, NamedArrays>;
}

/** What moves weights by their gradients. */
export interface Optimizer {
  /** @param gradients one a weight, in their order; they stay the caller's */
  update(gradients: readonly tf.Tensor[], learningRate: number): void;
  /** Copies the state out of the engine. */
  read(): Promise<OptimizerState>;
  /**
   * Goes on from a state.
   *
   * @throws Error where it is another optimizer's
   */
  restore(state: OptimizerState): void;
  /**
   * Puts the weights' running averages in their place while something uses them; without averages it uses the
   * weights as they are.
   */
  withAverages<Result>(use: () => Result | Promise<Result>): Promise<Result>;
  dispose(): void;
}

/** How an optimizer changes one weight. */
export interface UpdateRule {
  /** What it keeps of earlier gradients, a tensor of the weight's shape each, and the value each begins with. */
  readonly moments: readonly { readonly name: string; readonly initialValue: number }[];
  /** Computes a step within a tidy of the caller's. */
  move(at: UpdatePosition): MovedWeight;
}

export interface UpdatePosition {
  readonly weight: tf.Tensor;
  readonly gradient: tf.Tensor;
  /** In the order of the rule's `moments`. */
  readonly moments: readonly tf.Tensor[];
  readonly learningRate: number;
  /** Updates made, this one included: 1 at the first. */
  readonly updates: number;
}

export interface MovedWeight {
  readonly weight: tf.Tensor;
  readonly moments: readonly tf.Tensor[];
}

/**
 * Applies a rule to every weight. Only the moments and the number of updates carry over from one step to the
 * next, so that a run goes on from a checkpoint bit for bit.
 *
 * Why not tfjs's own optimizers: they keep powers of their decays as float32 products, which a checkpoint
 * cannot hold exactly, and some of their defaults are not Keras's.
 */
export function createOptimizer(weights: readonly Weight[], rule: UpdateRule): Optimizer {
  const moments = tf.tidy(() =>
    weights.map((weight) =>
      rule.moments.map(({ initialValue }) => tf.variable(tf.fill(weight.read().shape, initialValue), false)),
    ),
  );
  let updates = 0;

  return {
    update(gradients, learningRate) {
      updates += 1;
      tf.tidy(() => {
        weights.forEach((weight, index) => {
          const gradient = gradients[index];
          const own = moments[index];
          if (gradient === undefined || own === undefined) throw new Error('one gradient a weight');
          const moved = rule.move({ weight: weight.read(), gradient, moments: own, learningRate, updates });
          own.forEach((moment, place) => assign(moment, moved.moments[place]));
          weight.write(moved.weight);
        });
      });
    },
    async read() {
      const read = rule.moments.map(async ({ name }, place) => {
        const own = weights.map(
          ({ originalName }, index) => [originalName, get(moments, index, place)] as const,
        );
        return [name, await readTensors(own)] as const;
      });
      return { updates, moments: new Map(await Promise.all(read)) };
    },
    restore(state) {
      updates = state.updates;
      tf.tidy(() => {
        rule.moments.forEach(({ name }, place) => {
          weights.forEach(({ originalName }, index) => {
            const array = state.moments.get(name)?.get(originalName);
            if (array === undefined) throw new Error(`no ${name} of the weight ${originalName}`);
            get(moments, index, place).assign(toTensor(array));
          });
        });
      });
    },
    withAverages: async (use) => await use(),
    dispose() {
      tf.dispose(moments.flat());
    },
  };
}

function assign(moment: tf.Variable | undefined, value: tf.Tensor | undefined): void {
  if (moment === undefined || value === undefined) throw new Error('a rule gives back each of its moments');
  moment.assign(value);
}

function get(moments: readonly (readonly tf.Variable[])[], index: number, place: number): tf.Variable {
  const moment = moments[index]?.[place];
  if (moment === undefined) throw new Error('a weight without its moment');
  return moment;
}
