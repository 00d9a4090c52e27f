import * as tf from '@tensorflow/tfjs';
import type { Weight } from '../fused/trainable-layer.ts';
import { warmUpMomentum } from '../fused/batch-normalization-layer.ts';
import { readTensors, toTensor } from '../model-files/named-arrays.ts';
import { moveAverage } from '../fused/move-average.ts';
import type { Optimizer } from './optimizer.ts';

/** Where a checkpoint keeps the averages, beside the optimizer's own moments. */
const momentName = 'averages';

/**
 * Keeps a running average of each weight beside an optimizer (Polyak and Juditsky 1992; Keras's `use_ema`). The
 * last updates pull a network to and fro; their average lies between, and does better on images that differ from
 * those it learned from. Its memory is short at first, as that of batch normalisation is, so that it does not
 * hold on to the weights that training began with.
 *
 * Unlike Keras's it is meant for batch normalisation's means and variances too: those of the last weights do not
 * fit the average of many.
 *
 * @param optimizer disposed with what this returns
 * @param weights also such as the optimizer does not move
 * @param momentum the share of an average that an update keeps, above 0 and below 1
 */
export function averageWeights(
  optimizer: Optimizer,
  weights: readonly Weight[],
  momentum: number,
): Optimizer {
  const averages = weights.map((weight) => tf.variable(weight.read(), false));
  let updates = 0;

  const exchange = (): void => {
    tf.tidy(() => {
      weights.forEach((weight, index) => {
        const before = weight.read().clone();
        weight.write(get(averages, index));
        get(averages, index).assign(before);
      });
    });
  };

  return {
    update(gradients, learningRate) {
      optimizer.update(gradients, learningRate);
      const kept = warmUpMomentum(momentum, updates);
      updates += 1;
      tf.tidy(() => {
        weights.forEach((weight, index) => {
          const average = get(averages, index);
          average.assign(moveAverage(average, weight.read(), kept));
        });
      });
    },
    async read() {
      const state = await optimizer.read();
      const arrays = await readTensors(
        weights.map(({ originalName }, index) => [originalName, get(averages, index)]),
      );
      return { ...state, moments: new Map([...state.moments, [momentName, arrays]]) };
    },
    restore(state) {
      optimizer.restore(state);
      updates = state.updates;
      const arrays = state.moments.get(momentName);
      tf.tidy(() => {
        weights.forEach(({ originalName }, index) => {
          const array = arrays?.get(originalName);
          if (array === undefined) throw new Error(`no average of the weight ${originalName}`);
          get(averages, index).assign(toTensor(array));
        });
      });
    },
    async withAverages(use) {
      exchange();
      try {
        return await use();
      } finally {
        exchange();
      }
    },
    dispose() {
      optimizer.dispose();
      tf.dispose(averages);
    },
  };
}

function get(averages: readonly tf.Variable[], index: number): tf.Variable {
  const average = averages[index];
  if (average === undefined) throw new Error('one average a weight');
  return average;
}
