import path from 'node:path';
import type { Application } from '../../../main/application.ts';
import { importFolder, openBenchApplication } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { startPeer } from '../child-contestant.ts';
import { compare } from '../compare.ts';
import type { Contestant } from '../contestant.ts';
import type { PeerStack } from '../peer-stacks.ts';
import { makeImages } from '../synthetic-images.ts';

/** Images a class; 50 a class is the least that the application validates on as given. */
const parts = { train: 160, val: 50 } as const;
/** Epochs of one of our rounds, of which the first does not count. */
const epochs = 3;

/**
 * The report's network trained from image files with the report's augmentation, whole epochs with validation,
 * from the second on.
 */
export const trainFilesBenchmarks: readonly Benchmark[] = [
  toBenchmark('train-files-keras', 'keras', 'Keras', 'keras_train_files.py'),
  toBenchmark('train-files-pytorch', 'pytorch', 'PyTorch', 'pytorch_train_files.py'),
];

function toBenchmark(name: string, stack: PeerStack, label: string, script: string): Benchmark {
  return {
    name,
    async run({ scratch, findPython }) {
      const images = path.join(scratch, 'images');
      for (const [part, count] of Object.entries(parts)) {
        await makeImages({ folder: path.join(images, part), count, side: 224 });
      }
      return await compare({
        name,
        unit: 'images/s',
        rounds: 4,
        better: 'higher',
        share: 0.5,
        ours: () => openTraining(path.join(scratch, 'home'), images),
        async peer() {
          const found = await findPython(stack);
          return 'reason' in found ? found : await startPeer(label, found.python, script, images);
        },
      });
    },
  };
}

async function openTraining(home: string, images: string): Promise<Contestant> {
  const application = await openBenchApplication(home);
  await importFolder(application, images, 'images');
  return {
    label: 'ours',
    runRound: () => trainOnce(application),
    close: () => application.close(),
  };
}

/** Training images a second of each epoch from the second on, from the end of one to the end of the next. */
async function trainOnce(application: Application): Promise<number[]> {
  const endsMs: number[] = [];
  const unsubscribe = application.subscribe(({ name }) => {
    if (name === 'run:epoch-ended') endsMs.push(performance.now());
  });
  try {
    const settings = { epochs };
    const { run } = await application.call('runs:start', {
      dataset: 'images',
      preset: 'keras-report',
      settings,
    });
    const { split, status, statusReason } = await application.call('runs:wait', { run });
    if (status !== 'completed')
      throw new Error(`a run ended ${status}: ${statusReason?.message ?? 'no reason'}`);
    const spans = endsMs.slice(1).map((endMs, index) => endMs - (endsMs[index] ?? Number.NaN));
    return spans.map((span) => (split.train.images * 1000) / span);
  } finally {
    unsubscribe();
  }
}
