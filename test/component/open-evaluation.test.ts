import { describe, expect, it, vi } from 'vitest';
import { OpenEvaluation } from '../../renderer/state/open-evaluation.svelte.ts';
import { FakeApp } from './fake-app.ts';

/** Three images with the finding and two without; at 0.5, one of each is called wrongly. */
const scores = {
  evaluation: 7,
  classes: ['NORMAL', 'PNEUMONIA'],
  negativeClass: 'NORMAL',
  positiveClass: 'PNEUMONIA',
  scores: [0.9, 0.6, 0.2, 0.7, 0.1],
  labels: [1, 1, 1, 0, 0],
  byClass: null,
};

async function openLoaded(): Promise<{ app: FakeApp; open: OpenEvaluation }> {
  const app = new FakeApp();
  const open = new OpenEvaluation(7, 0.5, app.api);
  void open.load();
  await app.waiting('evaluations:scores').succeed(scores);
  return { app, open };
}

describe('OpenEvaluation', () => {
  it('counts decisions at the operating point, and again where it moves', async () => {
    const { open } = await openLoaded();
    expect(open.matrix.rows).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(open.rates.sensitivity).toBeCloseTo(2 / 3, 12);
    expect(open.rates.specificity).toBe(0.5);
    open.setThreshold(0.15);
    expect(open.matrix.rows).toEqual([
      [1, 1],
      [0, 3],
    ]);
    // A field that was emptied gives no number.
    open.setThreshold(Number.NaN);
    open.setThreshold(2);
    expect(open.threshold).toBe(0.15);
  });

  it('counts calls class by class where there are more than two', async () => {
    const app = new FakeApp();
    const open = new OpenEvaluation(7, 0.5, app.api);
    void open.load();
    await app.waiting('evaluations:scores').succeed({
      ...scores,
      classes: ['NORMAL', 'BACTERIA', 'VIRUS'],
      positiveClass: 'BACTERIA / VIRUS',
      scores: [0.2, 0.6, 0.9, 0.7],
      labels: [0, 1, 1, 1],
      byClass: {
        labels: [0, 1, 2, 2],
        probabilities: [
          [0.8, 0.1, 0.1],
          [0.4, 0.35, 0.25],
          [0.1, 0.3, 0.6],
          [0.3, 0.5, 0.2],
        ],
      },
    });
    expect(open.matrix).toEqual({
      classes: ['NORMAL', 'BACTERIA', 'VIRUS'],
      rows: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 1, 1],
      ],
    });
    // A virus called bacteria is a finding found, and not rightly named.
    expect(open.rates).toEqual({ sensitivity: 1, specificity: 1, accuracy: 0.75 });
    open.setThreshold(0.65);
    expect(open.matrix.rows[1]).toEqual([1, 0, 0]);
  });

  it('takes the prevalence of these images until one is stated', async () => {
    const { open } = await openLoaded();
    expect(open.prevalence).toBeCloseTo(3 / 5, 12);
    // Of these images, two of the three called positive are.
    expect(open.predictiveValues.positive).toBeCloseTo(2 / 3, 12);
    open.setPrevalence(0.1);
    // 2/3 of 100 ill and 1/2 of 900 well are called positive: 66.7 of 516.7.
    expect(open.predictiveValues.positive).toBeCloseTo(200 / 3 / (200 / 3 + 450), 12);
    open.setPrevalence(null);
    expect(open.prevalence).toBeCloseTo(3 / 5, 12);
  });

  it('lists a cell’s images, more of them, and those of a new operating point once it rests', async () => {
    const { app, open } = await openLoaded();
    const image = {
      path: 'a.png',
      className: 'NORMAL',
      patient: 'a',
      probability: 0.7,
      call: 'PNEUMONIA',
      imageId: null,
      datasetId: null,
    };
    void open.choose({ truth: 0, call: 1 });
    const first = app.waiting('evaluations:images');
    expect(first.input).toMatchObject({ evaluation: 7, threshold: 0.5, offset: 0 });
    await first.succeed({ total: 2, images: [image] });
    void open.showMore();
    const second = app.waiting('evaluations:images');
    expect(second.input).toMatchObject({ offset: 1 });
    await second.succeed({ total: 2, images: [{ ...image, path: 'b.png' }] });
    expect(open.images.value?.images.map(({ path }) => path)).toEqual(['a.png', 'b.png']);

    vi.useFakeTimers();
    for (const threshold of [0.6, 0.7, 0.8]) open.setThreshold(threshold);
    expect(app.calls).toHaveLength(0);
    vi.runAllTimers();
    vi.useRealTimers();
    expect(app.calls.map(({ input }) => input)).toMatchObject([{ threshold: 0.8, offset: 0 }]);
  });
});
