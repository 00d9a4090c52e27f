import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createTrainerHost, type TrainerHost, type TrainerHostOptions } from '../../../main/trainer-host.ts';
import type { PredictCommand } from '../../../shared/trainer-protocol.ts';

const silentLog = pino({ level: 'silent' });
const endless = 1_000_000;
const hosts: TrainerHost[] = [];

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
});

/** A host whose trainer is `test/fixtures/trainers/<name>.ts`, a real process. */
function hostOf(name: string, options: Partial<TrainerHostOptions> = {}): TrainerHost {
  const trainerEntry = fileURLToPath(new URL(`../../fixtures/trainers/${name}.ts`, import.meta.url));
  const host = createTrainerHost({ engine: 'auto', log: silentLog, trainerEntry, ...options });
  hosts.push(host);
  return host;
}

function predict(jobId: string, count: number): PredictCommand {
  return {
    type: 'predict',
    jobId,
    models: [{ directory: '/nowhere', pixels: { path: '/nowhere/pixels', imageSize: 32 } }],
    views: 1,
    count,
    heatmapPath: null,
  };
}

function describeModel(jobId: string) {
  return { type: 'describe-model', jobId, preset: 'cnn5', imageSize: 150, classes: 2 } as const;
}

async function readProcessId(host: TrainerHost): Promise<number> {
  await host.start();
  return host.processId ?? expect.fail('the trainer has no process');
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a trainer that keeps the protocol', () => {
  it('starts once, however often it is asked to', async () => {
    const started: string[] = [];
    const host = hostOf('obedient', { onReady: ({ engine }) => started.push(engine) });
    expect(host.description).toBeNull();
    const [first, second] = await Promise.all([host.start(), host.start()]);
    expect(first).toBe(second);
    expect(host.description).toBe(first);
    expect(started).toEqual(['wasm']);
  });

  it('ends a job with its last event, and tells the events before it in order', async () => {
    const host = hostOf('obedient');
    const seen: string[] = [];
    const result = await host.run(predict('a', 3), {
      onEvent: (event) => seen.push('done' in event ? `${event.type} ${event.done}` : event.type),
    });
    expect(result).toEqual({ type: 'predict-ended', jobId: 'a', probabilities: Array(3).fill([0.75, 0.25]) });
    expect(seen).toEqual(['images-predicted 1', 'images-predicted 2', 'images-predicted 3', 'predict-ended']);
  });

  it('runs two jobs side by side, each hearing its own events only', async () => {
    const host = hostOf('obedient');
    const order: string[] = [];
    const note = (event: { jobId: string }): void => {
      order.push(event.jobId);
    };
    const abort = new AbortController();
    const long = host.run(predict('long', endless), { onEvent: note, signal: abort.signal });
    const short = await host.run(predict('short', 2), { onEvent: note });
    expect(short.probabilities).toHaveLength(2);
    abort.abort();
    await expect(long).rejects.toMatchObject({ code: 'run-cancelled' });
    expect(order.filter((jobId) => jobId === 'short')).toHaveLength(3);
    expect(order.filter((jobId) => jobId === 'long')).toHaveLength(1);
  });

  it('rejects with the error of a job that failed, and goes on', async () => {
    const host = hostOf('obedient');
    await expect(host.run(describeModel('a'))).rejects.toMatchObject({
      code: 'preset-not-found',
      details: { preset: 'cnn9' },
    });
    await expect(host.run(predict('b', 0))).resolves.toMatchObject({ probabilities: [] });
  });

  it('stops a job by its id', async () => {
    const host = hostOf('obedient');
    const job = host.run(predict('a', endless), {
      onEvent: () => {
        host.stop('a');
      },
    });
    await expect(job).rejects.toMatchObject({ code: 'run-cancelled', message: 'Stopped.' });
  });

  it('never starts a job that was aborted before', async () => {
    const host = hostOf('obedient');
    const job = host.run(predict('a', 1), { signal: AbortSignal.abort() });
    await expect(job).rejects.toMatchObject({ code: 'run-cancelled' });
  });

  it('stops a job whose listener throws, and rejects with what it threw', async () => {
    const host = hostOf('obedient');
    const full = new Error('the disk is full');
    const job = host.run(predict('a', endless), {
      onEvent: () => {
        throw full;
      },
    });
    await expect(job).rejects.toBe(full);
    await expect(host.run(predict('b', 1))).resolves.toMatchObject({ type: 'predict-ended' });
  });
});

describe('the end of a trainer', () => {
  it('is an exit and no crash when it was asked for', async () => {
    const crashes: unknown[] = [];
    const host = hostOf('obedient', { onCrash: (error) => crashes.push(error) });
    const processId = await readProcessId(host);
    const job = host.run(predict('a', endless));
    const [outcome] = await Promise.allSettled([job, host.close()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'run-cancelled' } });
    expect(isAlive(processId)).toBe(false);
    expect(crashes).toEqual([]);
    expect(host.description).toBeNull();
    expect(host.processId).toBeNull();
    await expect(host.start()).rejects.toMatchObject({ code: 'run-cancelled' });
  });

  it('is forced when asking and SIGTERM do not help', async () => {
    const host = hostOf('stubborn', { timings: { shutDownMs: 50, terminateMs: 50 } });
    const processId = await readProcessId(host);
    await host.close();
    expect(isAlive(processId)).toBe(false);
  });

  it('rejects every open job when it is killed, and the next job starts a new process', async () => {
    const crashes: string[] = [];
    const host = hostOf('obedient', { onCrash: ({ code }) => crashes.push(code) });
    const processId = await readProcessId(host);
    const jobs = [host.run(predict('a', endless)), host.run(predict('b', endless))];
    await host.run(predict('c', 1));
    process.kill(processId, 'SIGKILL');
    for (const outcome of await Promise.allSettled(jobs)) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'trainer-crashed', details: { signal: 'SIGKILL' } },
      });
    }
    expect(crashes).toEqual(['trainer-crashed']);
    expect(host.description).toBeNull();
    await expect(host.run(predict('d', 1))).resolves.toMatchObject({ probabilities: [[0.75, 0.25]] });
    expect(await readProcessId(host)).not.toBe(processId);
  });

  it('is noticed when it hangs', async () => {
    const host = hostOf('obedient', { timings: { pingIntervalMs: 50, silenceLimitMs: 1000 } });
    const processId = await readProcessId(host);
    const job = host.run(predict('a', endless));
    process.kill(processId, 'SIGSTOP');
    await expect(job).rejects.toMatchObject({ code: 'trainer-unresponsive', details: { seconds: 1 } });
    expect(isAlive(processId)).toBe(false);
  });

  it('follows a message that is no event', async () => {
    const host = hostOf('babbling');
    const processId = await readProcessId(host);
    await expect(host.run(predict('a', 1))).rejects.toMatchObject({
      code: 'trainer-crashed',
      message: expect.stringContaining('not understood') as string,
    });
    expect(isAlive(processId)).toBe(false);
  });

  it('is told as a lack of memory where the process said so', async () => {
    const host = hostOf('starving');
    await expect(host.run(predict('a', 1))).rejects.toMatchObject({ code: 'trainer-out-of-memory' });
  });

  it('is told by its exit code; what it printed goes to the log, without the names of files', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const host = hostOf('leaving', { log });
    const outcome = await host.run(predict('a', 1)).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'trainer-crashed', details: { exitCode: 7 } });
    expect(String(outcome)).toContain('exit code 7');
    expect(String(outcome)).not.toContain('cannot open');
    const logged = lines.join('');
    expect(logged).toContain('cannot open <path>: gone');
    expect(logged).not.toContain('Nguyen');
  });
});

describe('a trainer that cannot start', () => {
  it('rejects with the reason of an engine that cannot run here, which is no crash', async () => {
    const crashes: unknown[] = [];
    const host = hostOf('engineless', { onCrash: (error) => crashes.push(error) });
    await expect(host.start()).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: 'No GPU answers.',
      details: { engine: 'tensorflow-gpu' },
    });
    await host.close();
    expect(crashes).toEqual([]);
  });

  it('rejects when its files are not there', async () => {
    const host = hostOf('absent');
    await expect(host.run(predict('a', 1))).rejects.toMatchObject({
      code: 'trainer-crashed',
      details: { exitCode: 1 },
    });
  });
});
