import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Application } from '../../../main/application.ts';
import { importFolder, openBenchApplication } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { startPeer } from '../child-contestant.ts';
import { compare } from '../compare.ts';
import type { Contestant } from '../contestant.ts';
import { makeImages } from '../synthetic-images.ts';

/** Calls a round. */
const calls = 20;

/**
 * One image, the 95th percentile of the time it takes: ours from a file to a stored probability in the running
 * application; Keras's `predict` alone, its image in memory.
 */
export const predictOneBenchmark: Benchmark = {
  name: 'predict-one-keras',
  async run({ scratch, findPython }) {
    const images = path.join(scratch, 'images');
    await makeImages({ folder: images, count: 20, side: 224 });
    return await compare({
      name: 'predict-one-keras',
      unit: 'ms',
      rounds: 8,
      better: 'lower',
      share: 0.95,
      ours: () => openPrediction(path.join(scratch, 'home'), images),
      async peer() {
        const found = await findPython('keras');
        if ('reason' in found) return found;
        return await startPeer('Keras', found.python, 'keras_predict_one.py', String(calls));
      },
    });
  },
};

async function openPrediction(home: string, images: string): Promise<Contestant> {
  const application = await openBenchApplication(home);
  await importFolder(application, images, 'images');
  const settings = { epochs: 1 };
  const { run } = await application.call('runs:start', { dataset: 'images', preset: 'cnn5', settings });
  await application.call('runs:wait', { run });
  const folder = path.join(images, 'NORMAL');
  const paths = (await readdir(folder)).map((name) => path.join(folder, name));
  const runRound = (): Promise<number[]> => timeCalls(application, run, paths);
  await runRound();
  return { label: 'ours', runRound, close: () => application.close() };
}

/** Milliseconds of each call. */
async function timeCalls(application: Application, run: number, paths: readonly string[]): Promise<number[]> {
  const durationsMs: number[] = [];
  for (const file of paths.slice(0, calls)) {
    const started = performance.now();
    await application.call('predictions:make', { run, paths: [file] });
    durationsMs.push(performance.now() - started);
  }
  return durationsMs;
}
