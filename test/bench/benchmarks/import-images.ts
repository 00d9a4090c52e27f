import path from 'node:path';
import { importFolder, openBenchApplication } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { startSharp } from '../child-contestant.ts';
import { compare } from '../compare.ts';
import type { Contestant } from '../contestant.ts';
import { makeImages } from '../synthetic-images.ts';

/** A whole import into the library against sharp's decoding and resizing alone, on the same files. */
export const importBenchmarks: readonly Benchmark[] = [
  toBenchmark('import-small-sharp', { count: 400, side: 224, rounds: 10 }),
  toBenchmark('import-full-sharp', { count: 100, side: 2000, rounds: 8 }),
];

function toBenchmark(
  name: string,
  { count, side, rounds }: { readonly count: number; readonly side: number; readonly rounds: number },
): Benchmark {
  return {
    name,
    async run({ scratch }) {
      const folder = path.join(scratch, 'images');
      await makeImages({ folder, count, side });
      return await compare({
        name,
        unit: 'images/s',
        rounds,
        better: 'higher',
        share: 0.5,
        ours: () => openImports(path.join(scratch, 'home'), folder, 2 * count),
        peer: () => startSharp(folder),
      });
    },
  };
}

async function openImports(home: string, folder: string, images: number): Promise<Contestant> {
  const application = await openBenchApplication(home);
  const runRound = async (): Promise<number[]> => {
    const started = performance.now();
    await importFolder(application, folder, 'images');
    const durationMs = performance.now() - started;
    await application.call('datasets:delete', { dataset: 'images' });
    return [(images * 1000) / durationMs];
  };
  await runRound();
  return { label: 'ours', runRound, close: () => application.close() };
}
