import { describe, expect, it } from 'vitest';
import { toShownStatus } from '../../renderer/shown-status.ts';
import { Runs } from '../../renderer/state/runs.svelte.ts';
import { FakeApp, makeRunSummary, settle } from './fake-app.ts';

const progress = {
  run: 2,
  name: 'second',
  phase: 'training',
  epoch: 1,
  epochs: 10,
  batch: 3,
  batches: 10,
  loss: 0.5,
  accuracy: 0.5,
  imagesPerSecond: 80,
  secondsLeft: 60,
  memoryBytes: 1,
} as const;

async function startRuns(): Promise<{ app: FakeApp; runs: Runs }> {
  const app = new FakeApp();
  const runs = new Runs(app.api);
  const refreshing = runs.refresh();
  await app.waiting('runs:progress').succeed([]);
  await app.waiting('runs:queue').succeed([]);
  await app
    .waiting('runs:list')
    .succeed([makeRunSummary({ run: 1 }), makeRunSummary({ run: 2, status: 'queued' })]);
  await refreshing;
  return { app, runs };
}

describe('Runs', () => {
  it('lists waiting runs in the order of their turns, as it was and as it changes', async () => {
    const app = new FakeApp();
    const runs = new Runs(app.api);
    const refreshing = runs.refresh();
    await app.waiting('runs:progress').succeed([]);
    await app.waiting('runs:queue').succeed([4, 3]);
    // Run 2 waits in another application, behind what waits here.
    const waiting = [2, 3, 4].map((run) => makeRunSummary({ run, status: 'queued' }));
    await app.waiting('runs:list').succeed([...waiting, makeRunSummary({ run: 1, status: 'running' })]);
    await refreshing;
    expect(runs.queued.map(({ run }) => run)).toEqual([4, 3, 2]);
    app.push('queue:reordered', { runs: [3, 4] });
    expect(runs.queued.map(({ run }) => run)).toEqual([3, 4, 2]);
  });

  it('lists runs newest first', async () => {
    const { runs } = await startRuns();
    expect(runs.list.items?.map(({ run }) => run)).toEqual([2, 1]);
  });

  it('follows what happens to runs', async () => {
    const { app, runs } = await startRuns();
    app.push('run:changed', makeRunSummary({ run: 2, status: 'running' }));
    app.push('run:progressed', progress);
    app.push('run:changed', makeRunSummary({ run: 3, status: 'queued' }));
    app.push('run:changed', makeRunSummary({ run: 4, status: 'queued' }));
    expect(runs.running.map(({ run }) => run)).toEqual([2]);
    expect(runs.queued.map(({ run }) => run)).toEqual([3, 4]);
    expect(runs.progressOf(2)?.batch).toBe(3);
    app.push('run:changed', makeRunSummary({ run: 2, status: 'completed', hasModel: true, threshold: 0.4 }));
    app.push('run:changed', makeRunSummary({ run: 5, status: 'completed', hasModel: true }));
    expect(runs.progressOf(2)).toBeNull();
    // Without an operating point nothing can be judged.
    expect(runs.withModel.map(({ run }) => run)).toEqual([2]);
    app.push('run:deleted', { run: 1 });
    expect(runs.list.items?.map(({ run }) => run)).toEqual([5, 4, 3, 2]);
  });

  it('asks once more for a list that was under way when a run changed', async () => {
    const { app, runs } = await startRuns();
    const refreshing = runs.refresh();
    await app.waiting('runs:progress').succeed([]);
    await app.waiting('runs:queue').succeed([]);
    app.push('run:changed', makeRunSummary({ run: 1, status: 'failed' }));
    await app.waiting('runs:list').succeed([makeRunSummary({ run: 1, status: 'running' })]);
    await app.waiting('runs:list').succeed([makeRunSummary({ run: 1, status: 'failed' })]);
    await refreshing;
    expect(runs.list.items?.map(({ status }) => status)).toEqual(['failed']);
  });

  it('asks again when a lost connection is back', async () => {
    const { app, runs } = await startRuns();
    app.connection('lost');
    app.connection('open');
    await app.waiting('runs:progress').succeed([progress]);
    await app.waiting('runs:queue').succeed([]);
    await app.waiting('runs:list').succeed([makeRunSummary({ run: 2, status: 'running' })]);
    await settle();
    expect(runs.progressOf(2)).toEqual(progress);
  });

  it('surfaces a list that cannot be had', async () => {
    const app = new FakeApp();
    const runs = new Runs(app.api);
    void runs.refresh();
    await app.waiting('runs:list').fail({ code: 'database-damaged', message: 'The database is damaged.' });
    expect(runs.list.error?.code).toBe('database-damaged');
    expect(runs.list.items).toBeNull();
  });
});

describe('toShownStatus', () => {
  it('shows a held run as paused until it goes on or ends', () => {
    expect(toShownStatus('running', { ...progress, phase: 'paused' })).toBe('paused');
    expect(toShownStatus('running', progress)).toBe('running');
    expect(toShownStatus('running', null)).toBe('running');
    expect(toShownStatus('stopped', { ...progress, phase: 'paused' })).toBe('stopped');
  });
});
