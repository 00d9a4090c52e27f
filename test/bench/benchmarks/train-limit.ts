import type { Benchmark } from '../benchmark.ts';
import { startOurs } from '../child-contestant.ts';
import { compare } from '../compare.ts';
import type { Contestant } from '../contestant.ts';

/**
 * Operations that one image costs a training step of the report's network, in GFLOP: of its five convolutions and
 * two dense layers 0.41785 forward, and twice that backward but for the gradient of the images, which nobody needs
 * (0.01296). Multiplications and additions count one each.
 */
const operationsAnImage = 3 * 0.41785 - 0.01296;

/** A training step's arithmetic against the best matrix product of the same engine; the ratio is a share. */
export const trainLimitBenchmark: Benchmark = {
  name: 'train-step-matmul',
  run: () =>
    compare({
      name: 'train-step-matmul',
      unit: 'GFLOP/s',
      rounds: 8,
      better: 'higher',
      share: 0.5,
      ours: async () => toOperations(await startOurs('train-memory.ts', '4')),
      peer: async () => ({ ...(await startOurs('matrix-product.ts')), label: "the engine's matrix product" }),
    }),
};

function toOperations(training: Contestant): Contestant {
  return {
    ...training,
    runRound: async () => (await training.runRound()).map((rate) => rate * operationsAnImage),
  };
}
