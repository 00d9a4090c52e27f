import type { Benchmark } from '../benchmark.ts';
import { startOurs } from '../child-contestant.ts';
import { compare } from '../compare.ts';
import { processorEngine } from '../processor-engine.ts';

const name = 'train-memory-embedded';

/** What a machine loses that has the embedded engine alone: the report's network trained in memory, by either engine. */
export const trainEmbeddedBenchmark: Benchmark = {
  name,
  run: () =>
    compare({
      name,
      unit: 'images/s',
      rounds: 6,
      better: 'higher',
      share: 0.5,
      ours: () => startOurs('train-memory.ts', '1', 'wasm'),
      async peer() {
        if (processorEngine === 'wasm') return { reason: 'TensorFlow is not here' };
        return { ...(await startOurs('train-memory.ts', '4')), label: `our ${processorEngine}` };
      },
    }),
};
