import path from 'node:path';
import { say } from '../../../scripts/progress.ts';
import { openDatabase, type Database } from '../../../main/db/client.ts';
import { openHome } from '../../../main/home.ts';
import { createRunRecorder, type RunRecorder } from '../../../main/services/runs/run-recorder.ts';
import type { Benchmark } from '../benchmark.ts';
import { startOurs } from '../child-contestant.ts';
import { fillLibrary } from '../fill-library.ts';
import { median } from '../median.ts';
import { toBudgetRow } from '../to-budget-row.ts';

const name = 'metrics-write';
const batchSize = 32;
const epochs = 10;
const batchesAnEpoch = 100;
const budgetPercent = 1;

/**
 * What storing a run's metrics costs main, in percent of a training step of the report's network on this machine: the
 * recorder itself, told of steps as far apart as they are, on a library of 1,000 runs and 1,000,000 predictions. By the
 * clock, so with the time that the disk takes.
 */
export const metricsWriteBenchmark: Benchmark = {
  name,
  async run({ scratch }) {
    const stepMs = await measureStepMs();
    say(`${name}: filling a library`);
    const home = path.join(scratch, 'home');
    fillLibrary(home, { images: 1000, runs: 1000, predictionsARun: 1000 });
    const database = openDatabase(openHome(home).databasePath);
    try {
      const ours = (measureWritingMs(database, stepMs) / stepMs) * 100;
      return toBudgetRow(name, ours, budgetPercent, '% of a step');
    } finally {
      database.close();
    }
  },
};

async function measureStepMs(): Promise<number> {
  const training = await startOurs('train-memory.ts', '4');
  try {
    const rates: number[] = [];
    for (let round = 0; round < 5; round += 1) rates.push(...(await training.runRound()));
    return (batchSize * 1000) / median(rates);
  } finally {
    await training.close();
  }
}

/** Milliseconds that storing takes a batch, over whole epochs with their ends. */
function measureWritingMs(database: Database, stepMs: number): number {
  let steps = 0;
  const recorder = createRunRecorder({ database, publish: () => undefined }, 1, () => steps * stepMs);
  const started = performance.now();
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    for (let batch = 1; batch <= batchesAnEpoch; batch += 1) {
      steps += 1;
      recordBatch(recorder, epoch, batch);
    }
    recordEpoch(recorder, epoch);
  }
  recorder.flush();
  return (performance.now() - started) / (epochs * batchesAnEpoch);
}

function recordBatch(recorder: RunRecorder, epoch: number, batch: number): void {
  recorder.record({
    type: 'batch-ended',
    jobId: name,
    metrics: { epoch, batch, loss: 0.5, accuracy: 0.75 },
    batches: batchesAnEpoch,
    imagesPerSecond: 100,
    memoryBytes: 1e9,
  });
}

function recordEpoch(recorder: RunRecorder, epoch: number): void {
  const metrics = {
    epoch,
    loss: 0.5,
    accuracy: 0.75,
    valLoss: 0.5,
    valAccuracy: 0.75,
    valRocAuc: 0.8,
    learningRate: 0.001,
    seconds: 30,
    imagesPerSecond: 100,
  };
  recorder.record({ type: 'epoch-ended', jobId: name, metrics, bestEpoch: epoch, threshold: 0.5 });
}
