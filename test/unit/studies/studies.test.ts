import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { MethodInput } from '../../../shared/ipc/contract.ts';
import { openLibrary, type OpenLibrary, quickSettings, waitForEvent } from '../runs/open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
});
afterAll(() => library.close());

function toInput(
  changes: Pick<MethodInput<'studies:start'>, 'plan'> & Partial<MethodInput<'studies:start'>>,
) {
  return { dataset: 'tiny', preset: 'cnn5', ...changes, settings: { ...quickSettings, ...changes.settings } };
}

async function runStudy(changes: Parameters<typeof toInput>[0]) {
  const { study } = await application.call('studies:start', toInput(changes));
  return await application.call('studies:wait', { study });
}

describe('a cross-validation', () => {
  test('validates each patient once, and tells the spread of what its folds reached', async () => {
    const study = await runStudy({ name: 'folds', plan: { kind: 'cross-validation', folds: 3 } });
    expect(study).toMatchObject({
      status: 'completed',
      statusReason: null,
      trialsPlanned: 3,
      trialsDone: 3,
      best: null,
    });
    // 24 patients of 2 images each.
    expect(study.validated).toEqual({ images: 48, patients: 24, patientsRepeated: 0 });
    const losses = study.trials.map(({ figures }) => figures?.valLoss ?? Number.NaN);
    const mean = (losses[0] ?? 0) / 3 + (losses[1] ?? 0) / 3 + (losses[2] ?? 0) / 3;
    expect(study.spread.valLoss?.mean).toBeCloseTo(mean, 10);
    expect(study.spread.valLoss).toMatchObject({
      count: 3,
      minimum: Math.min(...losses),
      maximum: Math.max(...losses),
    });
  });

  test('keeps with each run what repeats its fold', async () => {
    const { trials } = await application.call('studies:show', { study: 'folds' });
    const second = await application.call('runs:show', { run: trials[1]?.run ?? 0 });
    expect(second).toMatchObject({ name: 'folds-fold-2', settings: { folds: 3, fold: 2 } });
    expect(second.split.val).toEqual({ images: 16, patients: 8 });
    const again = await application.call('runs:start', {
      dataset: second.dataset,
      preset: second.preset,
      settings: second.settings,
    });
    expect(
      (await application.call('runs:wait', { run: again.run })).epochs.map(({ valLoss }) => valLoss),
    ).toEqual(second.epochs.map(({ valLoss }) => valLoss));
  });

  test('of more folds than patients begins with nothing', async () => {
    await expect(runStudy({ plan: { kind: 'cross-validation', folds: 13 } })).rejects.toMatchObject({
      code: 'dataset-class-too-small',
      details: { patients: 12, folds: 13 },
    });
    expect(await application.call('studies:list', {})).toHaveLength(1);
  });
});

describe('a sweep', () => {
  test('records a trial that fails with its reason, goes on, and tells the best', async () => {
    // SGD at the greatest rate with the greatest momentum loses its loss to infinity.
    const study = await runStudy({
      name: 'rates',
      settings: { optimizer: 'sgd', momentum: 0.999, epochs: 8, patience: 0 },
      plan: { kind: 'sweep', axes: [{ setting: 'learningRate', values: [10, 0.001] }] },
      metric: 'valLoss',
    });
    expect(study).toMatchObject({
      status: 'completed',
      trialsDone: 2,
      trialsFailed: 1,
      settings: { monitor: 'valLoss' },
    });
    const [failed, done] = study.trials;
    expect(failed).toMatchObject({ status: 'failed', settings: { learningRate: 10 } });
    expect(failed?.statusReason?.code).toBe('loss-not-finite');
    expect(done).toMatchObject({ status: 'completed', settings: { learningRate: 0.001 } });
    expect(study.best).toEqual({ trial: 2, run: done?.run, figure: done?.figures?.valLoss });
  });

  test('records a trial that cannot even begin, and goes on', async () => {
    const study = await runStudy({
      plan: { kind: 'sweep', axes: [{ setting: 'fold', values: [3, 1] }] },
      settings: { folds: 2 },
    });
    expect(study.trials).toMatchObject([
      { status: 'failed', run: null },
      { status: 'completed', settings: { fold: 1 } },
    ]);
    expect(study.status).toBe('completed');
  });

  test('stopped half-way keeps what is done; resumed, it makes the rest and repeats nothing', async () => {
    const { study } = await application.call(
      'studies:start',
      toInput({
        name: 'halted',
        settings: { epochs: 10, patience: 0 },
        plan: { kind: 'sweep', axes: [{ setting: 'seed', values: [1, 2, 3] }] },
      }),
    );
    await waitForEvent(
      application,
      (event) =>
        event.name === 'study:changed' && event.payload.study === study && event.payload.trialsDone === 1,
    );
    await waitForEvent(application, ({ name }) => name === 'run:epoch-ended');
    await application.call('studies:stop', { study });
    const stopped = await application.call('studies:wait', { study });
    expect(stopped.status).toBe('stopped');
    expect(stopped.trials.map(({ status }) => status)).toEqual(['completed', 'stopped', 'planned']);
    const first = await application.call('runs:show', { run: stopped.trials[0]?.run ?? 0 });

    await application.call('studies:resume', { study: 'halted' });
    await expect(application.call('studies:delete', { study })).rejects.toMatchObject({ code: 'study-busy' });
    const whole = await application.call('studies:wait', { study });
    expect(whole.status).toBe('completed');
    expect(whole.trials.map(({ status, epochsDone }) => [status, epochsDone])).toEqual([
      ['completed', 10],
      ['completed', 10],
      ['completed', 10],
    ]);
    expect(whole.trials.slice(0, 2).map(({ run }) => run)).toEqual(
      stopped.trials.slice(0, 2).map(({ run }) => run),
    );
    expect(await application.call('runs:show', { run: first.run })).toEqual(first);
    await expect(application.call('studies:resume', { study })).rejects.toMatchObject({
      code: 'study-not-resumable',
    });
  });
});

describe('deleting a study', () => {
  test('leaves its runs, or takes them along', async () => {
    const halted = await application.call('studies:show', { study: 'halted' });
    await application.call('studies:delete', { study: 'halted' });
    await expect(application.call('studies:show', { study: 'halted' })).rejects.toMatchObject({
      code: 'study-not-found',
    });
    const names = async () => (await application.call('runs:list', {})).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(halted.trials.map(({ runName }) => runName)));
    await application.call('studies:delete', { study: 'rates', isWithRuns: true });
    expect(await names()).not.toContain('rates-trial-1');
  });
});
