// npm run bench [-- --json] [-- --only NAME]: how fast it is, against its peers on the same machine in the same run.
// docs/performance.md tells what each benchmark measures. Progress goes to standard error.

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { say } from '../../scripts/progress.ts';
import type { Benchmark, BenchmarkRow } from './benchmark.ts';
import { dicomPictureBenchmark } from './benchmarks/dicom-picture.ts';
import { importBenchmarks } from './benchmarks/import-images.ts';
import { libraryScaleBenchmarks } from './benchmarks/library-scale.ts';
import { mainTurnsBenchmark } from './benchmarks/main-turns.ts';
import { metricsWriteBenchmark } from './benchmarks/metrics-write.ts';
import { predictBatchBenchmark } from './benchmarks/predict-batch.ts';
import { predictOneBenchmark } from './benchmarks/predict-one.ts';
import { screensLargeBenchmark } from './benchmarks/screens-large.ts';
import { startUpBenchmarks } from './benchmarks/start-up.ts';
import { trainEmbeddedBenchmark } from './benchmarks/train-embedded.ts';
import { trainFilesBenchmarks } from './benchmarks/train-files.ts';
import { trainLimitBenchmark } from './benchmarks/train-limit.ts';
import { trainMemoryFlatBenchmark } from './benchmarks/train-memory-flat.ts';
import { trainMemoryImagesBenchmark } from './benchmarks/train-memory-images.ts';
import { trainMemoryUseBenchmark } from './benchmarks/train-memory-use.ts';
import { trainMemoryBenchmarks } from './benchmarks/train-memory.ts';
import { formatRows } from './format-rows.ts';
import { parseBenchOptions, type BenchOptions } from './parse-bench-options.ts';
import { prepareEnvironment } from './python-environment.ts';

const benchmarks: readonly Benchmark[] = [
  ...trainMemoryBenchmarks,
  trainEmbeddedBenchmark,
  trainLimitBenchmark,
  trainMemoryUseBenchmark,
  trainMemoryFlatBenchmark,
  trainMemoryImagesBenchmark,
  ...trainFilesBenchmarks,
  predictBatchBenchmark,
  predictOneBenchmark,
  ...importBenchmarks,
  ...libraryScaleBenchmarks,
  metricsWriteBenchmark,
  screensLargeBenchmark,
  mainTurnsBenchmark,
  dicomPictureBenchmark,
  ...startUpBenchmarks,
];

// Both sides on the processor: a GPU would be compared with peers that were not given one.
process.env['CUDA_VISIBLE_DEVICES'] = '-1';
const wrongUsage = 2;

const options = readOptions();
if (options !== null) {
  const chosen = benchmarks.filter(({ name }) => options.only === null || name === options.only);
  const rows: BenchmarkRow[] = [];
  for (const benchmark of chosen) rows.push(...(await runBenchmark(benchmark)));
  const only = options.only === null ? '' : ` -- --only ${options.only}`;
  process.stdout.write(
    `${options.isJson ? JSON.stringify(rows) : formatRows(rows, `npm run bench${only}`)}\n`,
  );
}

function readOptions(): BenchOptions | null {
  try {
    return parseBenchOptions(
      process.argv.slice(2),
      benchmarks.map(({ name }) => name),
    );
  } catch (thrown) {
    say(thrown instanceof Error ? thrown.message : String(thrown));
    process.exitCode = wrongUsage;
    return null;
  }
}

async function runBenchmark({ run }: Benchmark): Promise<readonly BenchmarkRow[]> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'negatoscope-bench-'));
  try {
    return [await run({ scratch, findPython: prepareEnvironment })].flat();
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
