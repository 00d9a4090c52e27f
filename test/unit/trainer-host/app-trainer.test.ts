import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTrainerHost, type TrainerHost } from '../../../main/trainer-host.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { TrainCommand } from '../../../shared/trainer-protocol.ts';

/** The host with the app's own trainer, on the engine that is always there. */
let folder = '';
let host: TrainerHost;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-trainer-'));
  host = createTrainerHost({ engine: 'wasm', log: pino({ level: 'silent' }) });
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

/** Sixteen images of 32 x 32, dark ones and bright ones, trained on for longer than any test lasts. */
function endlessTraining(): TrainCommand {
  const imageSize = 32;
  const pixels = path.join(folder, 'pixels');
  const labels = Array.from({ length: 16 }, (_, record) => (record % 2 === 0 ? 0 : 1));
  writeFileSync(pixels, Buffer.concat(labels.map((label) => Buffer.alloc(imageSize ** 2, 60 + 120 * label))));
  const images = { records: [...labels.keys()], labels };
  return {
    type: 'train',
    jobId: 'endless',
    runDirectory: path.join(folder, 'run'),
    preset: 'cnn5',
    network: null,
    settings: runSettingsSchema.parse({ imageSize, epochs: 10_000, batchSize: 8, patience: 0 }),
    classes: ['NORMAL', 'PNEUMONIA'],
    pixels: { path: pixels, imageSize },
    train: images,
    validation: images,
    resume: false,
  };
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

describe("the app's trainer", () => {
  it('says what it runs on and describes a model while it trains another', async () => {
    const description = await host.start();
    expect(description).toMatchObject({ engine: 'wasm', tensorflow: null });
    const stop = new AbortController();
    const firstBatch = Promise.withResolvers<null>();
    const training = host.run(endlessTraining(), {
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'batch-ended') firstBatch.resolve(null);
      },
    });
    await Promise.race([firstBatch.promise, training]);
    const described = await host.run({
      type: 'describe-model',
      jobId: 'other',
      preset: 'cnn5',
      imageSize: 150,
      classes: 2,
    });
    // The report's own total: see docs/architecture.md.
    expect(described.table.totalParameters).toBe(951_489);
    stop.abort();
    await expect(training).resolves.toMatchObject({ type: 'training-ended', outcome: 'stopped' });
  });

  it('is lost to kill -9 in the middle of a batch, and the next job gets a new one', async () => {
    const training = host.run(endlessTraining(), {
      onEvent: ({ type }) => {
        if (type === 'batch-ended') process.kill(host.processId ?? expect.fail(), 'SIGKILL');
      },
    });
    await expect(training).rejects.toMatchObject({ code: 'trainer-crashed' });
    await expect(
      host.run({ type: 'describe-model', jobId: 'other', preset: 'cnn5', imageSize: 150, classes: 2 }),
    ).resolves.toMatchObject({ type: 'model-described' });
  });

  it('ends a job in hand when it is closed', async () => {
    const training = host.run(endlessTraining(), {
      onEvent: ({ type }) => {
        if (type === 'batch-ended') void host.close();
      },
    });
    await Promise.allSettled([training]);
    await host.close();
    expect(host.processId).toBeNull();
  });

  it('does not outlive main', async () => {
    const main = spawn(
      process.execPath,
      [fileURLToPath(new URL('../../fixtures/trainers/orphan-maker.ts', import.meta.url))],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(createInterface({ input: main.stdout }), 'line')) as [string];
    const trainerId = Number(line);
    expect(isAlive(trainerId)).toBe(true);
    main.kill('SIGKILL');
    await expect.poll(() => isAlive(trainerId), { timeout: 30_000 }).toBe(false);
  });
});
