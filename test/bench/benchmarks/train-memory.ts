import type { Benchmark } from '../benchmark.ts';
import { startOurs, startPeer } from '../child-contestant.ts';
import { compare } from '../compare.ts';
import type { PeerStack } from '../peer-stacks.ts';

/** Steps of 32 images a round. */
const steps = 4;

/** The report's network trained on random images in memory, 150 x 150, batches of 32. */
export const trainMemoryBenchmarks: readonly Benchmark[] = [
  toBenchmark('train-memory-keras', 'keras', 'Keras', 'keras_train_memory.py'),
  toBenchmark('train-memory-pytorch', 'pytorch', 'PyTorch', 'pytorch_train_memory.py'),
];

function toBenchmark(name: string, stack: PeerStack, label: string, script: string): Benchmark {
  return {
    name,
    run: ({ findPython }) =>
      compare({
        name,
        unit: 'images/s',
        rounds: 12,
        better: 'higher',
        share: 0.5,
        ours: () => startOurs('train-memory.ts', String(steps)),
        async peer() {
          const found = await findPython(stack);
          return 'reason' in found ? found : await startPeer(label, found.python, script, String(steps));
        },
      }),
  };
}
