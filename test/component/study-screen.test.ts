import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mixColours } from '../../renderer/charts/mix-colours.ts';
import { listFoldSeries } from '../../renderer/screens/study/list-fold-series.ts';
import { listParallelAxes } from '../../renderer/screens/study/list-parallel-axes.ts';
import StudyTable from '../../renderer/screens/studies/StudyTable.svelte';
import TrialTable from '../../renderer/screens/study/TrialTable.svelte';
import { toStudyShare } from '../../renderer/study-share.ts';
import type { Study } from '../../shared/domain/study.ts';
import { makeStudy, makeTrial } from './make-study.ts';

const trials = [
  makeTrial(1, {
    settings: { learningRate: 0.01, optimizer: 'sgd' },
    figures: { valRocAuc: 0.9, valLoss: 0.5, valAccuracy: 0.8 },
  }),
  makeTrial(2, {
    settings: { learningRate: 0.001, optimizer: 'adam' },
    figures: { valRocAuc: 0.7, valLoss: 0.3, valAccuracy: 0.6 },
  }),
  makeTrial(3, {
    settings: { learningRate: 0.0001, optimizer: 'sgd' },
    figures: { valRocAuc: 0.8, valLoss: 0.9, valAccuracy: 0.7 },
  }),
  makeTrial(4, {
    settings: { learningRate: 0.005, optimizer: 'adam' },
    status: 'failed',
    statusReason: { code: 'loss-not-finite', message: 'The loss became infinite.', details: {} },
    figures: null,
  }),
  makeTrial(5, {
    settings: { learningRate: 0.002, optimizer: 'adam' },
    status: 'planned',
    run: null,
    runName: null,
    figures: null,
    epochsDone: 0,
    seconds: 0,
  }),
];
const study = makeStudy({ trials, trialsPlanned: 5, best: { trial: 1, run: 11, figure: 0.9 } });

/** Half of the epochs of run 12. */
const progress = {
  run: 12,
  name: '',
  phase: 'saving',
  epoch: 2,
  epochs: 4,
  batch: 0,
  batches: 0,
  loss: null,
  accuracy: null,
  imagesPerSecond: null,
  secondsLeft: null,
  memoryBytes: null,
} as const;

afterEach(cleanup);

describe('the table of trials', () => {
  const open = (shown: Study = study, onhighlight: (trial: number | null) => void = () => undefined) =>
    render(TrialTable, { study: shown, progressOf: () => null, highlighted: null, onhighlight });
  const rows = (): string[] =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getByRole('rowheader').textContent.replace(/\D/g, ''));

  it('shows what differs, leads to each run, and marks the best and what failed', () => {
    open();
    const [, best, , , failed, planned] = screen.getAllByRole('row');
    if (best === undefined || failed === undefined || planned === undefined)
      throw new Error('rows are missing');
    expect(best.textContent).toContain('Best');
    expect(within(best).getByRole('link').getAttribute('href')).toBe('#/runs/11');
    expect(within(best).getByText('SGD')).toBeDefined();
    expect(failed.textContent).toContain('The loss became infinite.');
    expect(within(planned).queryByRole('link')).toBeNull();
    expect(screen.queryByRole('columnheader', { name: /Batch size/ })).toBeNull();
  });

  it('sorts an AUC with the greatest first and a loss with the least, those without one last', async () => {
    open();
    await fireEvent.click(screen.getByRole('button', { name: /ROC AUC/ }));
    expect(rows()).toEqual(['1', '3', '2', '4', '5']);
    await fireEvent.click(screen.getByRole('button', { name: /loss/ }));
    expect(rows()).toEqual(['2', '1', '3', '4', '5']);
    await fireEvent.click(screen.getByRole('button', { name: /Learning rate/ }));
    expect(rows()).toEqual(['3', '2', '5', '4', '1']);
    const head = screen.getByRole('columnheader', { name: /Learning rate/ });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
  });

  it('tells which trial is pointed at, by keyboard too', async () => {
    const onhighlight = vi.fn();
    open(study, onhighlight);
    await fireEvent.focus(screen.getByRole('link', { name: /search-trial-3/ }));
    expect(onhighlight).toHaveBeenLastCalledWith(3);
  });
});

describe('the list of studies', () => {
  it('says that a study is paused while the run of its trial in hand is', () => {
    const held = { ...progress, run: 11, phase: 'paused' } as const;
    render(StudyTable, {
      studies: [
        makeStudy({ study: 1, name: 'held', status: 'running', currentRun: 11 }),
        makeStudy({ study: 2, name: 'going', status: 'running', currentRun: 12 }),
        makeStudy({ study: 3, name: 'between', status: 'running' }),
        makeStudy({ study: 4, name: 'over' }),
      ],
      progressOf: (run) => (run === 11 ? held : run === 12 ? progress : null),
    });
    const statuses = screen
      .getAllByRole('row')
      .slice(1)
      .map((row) =>
        within(row)
          .getByText(/^(Paused|Running|Completed)$/)
          .textContent.trim(),
      );
    expect(statuses).toEqual(['Paused', 'Running', 'Running', 'Completed']);
  });
});

describe('parallel coordinates', () => {
  const axes = study.plan.kind === 'sweep' ? study.plan.axes : [];

  it('place each trial that has ended with figures on its settings and its figure, the best on top', () => {
    const { lines, worst, best } = listParallelAxes(study, axes);
    expect([worst, best]).toEqual([0.7, 0.9]);
    expect(lines.map(({ id }) => id)).toEqual([1, 2, 3]);
    // 0.001 is half-way between 0.0001 and 0.01 by magnitude; adam comes before sgd.
    expect(lines.map(({ places }) => places.map((place) => Math.round(place * 1000) / 1000))).toEqual([
      [1, 1, 1],
      [0.5, 0, 0],
      [0, 1, 0.5],
    ]);
  });

  it('put the least loss on top', () => {
    const { lines, best } = listParallelAxes({ ...study, metric: 'valLoss' }, axes);
    expect(best).toBe(0.3);
    expect(lines.find(({ id }) => id === 2)?.rank).toBe(1);
  });

  it('write the ends of a range, and every value of a list', () => {
    expect(listParallelAxes(study, axes).axes.map(({ ticks }) => ticks.map(({ label }) => label))).toEqual([
      ['0.0001', '0.01'],
      ['Adam', 'SGD'],
      ['0.700', '0.900'],
    ]);
  });
});

describe('the plot of folds', () => {
  it('is a dot a fold, the mean, and a deviation to either side', () => {
    const folds = makeStudy({
      plan: { kind: 'cross-validation', folds: 2 },
      trials: [1, 2].map((number) =>
        makeTrial(number, { figures: { valRocAuc: 0.7 + number / 10, valLoss: 1, valAccuracy: 1 } }),
      ),
      spread: {
        valRocAuc: { count: 2, mean: 0.85, deviation: 0.05, minimum: 0.8, maximum: 0.9 },
        valLoss: null,
        valAccuracy: null,
      },
    });
    const heights = listFoldSeries(folds, 'valRocAuc').map(({ points }) =>
      points.map(({ y }) => y.toFixed(2)),
    );
    expect(heights).toEqual([
      ['0.80', '0.90'],
      ['0.85', '0.85'],
      ['0.80', '0.80'],
      ['0.90', '0.90'],
    ]);
  });
});

describe('how much of a study is done', () => {
  it('counts trials alike, the one in hand by its epochs', () => {
    const running = makeTrial(2, { status: 'running', run: 12 });
    const planned = makeTrial(3, { status: 'planned', run: null });
    // One whole and half of another, of four.
    expect(
      toStudyShare({ trials: [makeTrial(1), running, planned, planned] }, (run) =>
        run === 12 ? progress : null,
      ),
    ).toBe(0.375);
  });
});

describe('mixColours', () => {
  it('goes channel by channel from one colour to the other', () => {
    expect(mixColours('#000', '#ff8000', 0)).toBe('rgb(0, 0, 0)');
    expect(mixColours('#000', '#ff8000', 0.5)).toBe('rgb(128, 64, 0)');
    expect(mixColours('#5d5d64', '#5fd3c0', 1)).toBe('rgb(95, 211, 192)');
  });
});
