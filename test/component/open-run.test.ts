import { describe, expect, it, vi } from 'vitest';
import type { EpochMetrics } from '../../shared/domain/metric.ts';
import type { Run } from '../../shared/domain/run.ts';
import { OpenRun } from '../../renderer/state/open-run.svelte.ts';
import { FakeApp, settle } from './fake-app.ts';
import { makeRun } from './make-run.ts';

const batchOne = { epoch: 1, batch: 1, loss: 0.7, accuracy: 0.5 };
const batchTwo = { epoch: 1, batch: 2, loss: 0.6, accuracy: 0.5 };
const firstEpoch: EpochMetrics = {
  epoch: 1,
  loss: 0.5,
  accuracy: 0.8,
  valLoss: 0.4,
  valAccuracy: 0.8,
  valRocAuc: 0.9,
  learningRate: 0.001,
  seconds: 1,
  imagesPerSecond: 80,
};

async function answerRun(app: FakeApp, run: Run): Promise<void> {
  await app.waiting('runs:show').succeed(run);
}

describe('OpenRun', () => {
  it('loses no batch that comes while the stored ones are on their way', async () => {
    const app = new FakeApp();
    const open = new OpenRun(app.api);
    open.open(1);
    await answerRun(app, makeRun(1));
    app.push('run:batch-ended', { run: 1, ...batchTwo });
    await app.waiting('runs:batches').succeed([batchOne]);
    await answerRun(app, makeRun(1));
    await settle();
    await vi.waitFor(() =>
      expect(open.curves.measured.batches[0]?.map(({ batch }) => batch)).toEqual([1, 2]),
    );
  });

  it('asks anew for everything of a run that could not be loaded', async () => {
    const app = new FakeApp();
    const open = new OpenRun(app.api);
    open.open(1);
    await app.waiting('runs:show').fail({ code: 'connection-lost' });
    await app.waiting('runs:batches').fail({ code: 'connection-lost' });
    await app.waiting('runs:show').fail({ code: 'connection-lost' });
    await app.waiting('evaluations:list').fail({ code: 'connection-lost' });
    expect(open.run.error?.code).toBe('connection-lost');
    void open.refresh();
    await answerRun(app, makeRun(1));
    await app.waiting('runs:batches').succeed([batchOne]);
    await answerRun(app, makeRun(1));
    await app.waiting('evaluations:list').succeed([]);
    await settle();
    expect(open.run.error).toBeNull();
    expect(open.run.value?.run).toBe(1);
    expect(open.curvesError).toBeNull();
    expect(open.curves.measured.batches).toEqual([[batchOne]]);
    expect(open.evaluations.value).toEqual([]);
  });

  it('drops what another run still brings', async () => {
    const app = new FakeApp();
    const open = new OpenRun(app.api);
    open.open(1);
    const [showOne, batchesOne] = [app.waiting('runs:show'), app.waiting('runs:batches')];
    const curvesOne = app.waiting('runs:show');
    open.open(2);
    await answerRun(app, makeRun(2));
    await app.waiting('runs:batches').succeed([]);
    await answerRun(app, makeRun(2));
    await showOne.succeed(makeRun(1));
    await batchesOne.succeed([batchOne]);
    await curvesOne.succeed(makeRun(1, { epochs: [firstEpoch] }));
    app.push('run:batch-ended', { run: 1, ...batchOne });
    app.push('run:epoch-ended', { run: 1, metrics: firstEpoch });
    await settle();
    expect(open.run.value?.run).toBe(2);
    expect(open.curves.measured).toEqual({ batches: [], epochs: [] });
  });

  it('takes an epoch from its event and asks for the run, whose best epoch may have changed', async () => {
    const app = new FakeApp();
    const open = new OpenRun(app.api);
    open.open(1);
    await answerRun(app, makeRun(1));
    await app.waiting('runs:batches').succeed([]);
    await answerRun(app, makeRun(1));
    app.push('run:epoch-ended', { run: 1, metrics: firstEpoch });
    await answerRun(app, makeRun(1, { epochs: [firstEpoch], bestEpoch: 1 }));
    expect(open.curves.measured.epochs).toEqual([firstEpoch]);
    expect(open.run.value?.bestEpoch).toBe(1);
  });

  it('knows when the run is deleted elsewhere', () => {
    const app = new FakeApp();
    const open = new OpenRun(app.api);
    open.open(1);
    app.push('run:deleted', { run: 2 });
    expect(open.isDeleted).toBe(false);
    app.push('run:deleted', { run: 1 });
    expect(open.isDeleted).toBe(true);
  });

  it('shows why an evaluation failed', async () => {
    const app = new FakeApp();
    const open = new OpenRun(app.api);
    open.open(1);
    const evaluating = open.evaluate('/no/such', 1);
    app.push('evaluation:progressed', { run: 1, done: 3, total: 10 });
    expect(open.evaluationProgress).toEqual({ done: 3, total: 10 });
    await app.waiting('evaluations:make').fail({ code: 'path-not-found', message: 'There is no /no/such.' });
    await expect(evaluating).resolves.toBe(false);
    expect(open.evaluationError?.message).toBe('There is no /no/such.');
    expect(open.isEvaluating).toBe(false);
  });
});
