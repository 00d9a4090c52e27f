import { describe, expect, it } from 'vitest';
import { toClassRocSeries, toHistogramSeries } from '../../renderer/charts/evaluation-series.ts';
import { toSubjectScores } from '../../renderer/charts/subject-scores.ts';

/** Four images of three classes; BACTERIA is told from the rest without a mistake, VIRUS is not. */
const whole = {
  evaluation: 7,
  classes: ['NORMAL', 'BACTERIA', 'VIRUS'],
  negativeClass: 'NORMAL',
  positiveClass: 'BACTERIA / VIRUS',
  scores: [0.3, 0.9, 0.4, 0.2],
  labels: [0, 1, 1, 0] as (0 | 1)[],
  byClass: {
    labels: [0, 1, 2, 0],
    probabilities: [
      [0.7, 0.1, 0.2],
      [0.1, 0.6, 0.3],
      [0.6, 0.2, 0.2],
      [0.8, 0.05, 0.15],
    ],
  },
};

const two = {
  ...whole,
  classes: ['NORMAL', 'PNEUMONIA'],
  positiveClass: 'PNEUMONIA',
  byClass: null,
};

describe('whose curves are drawn', () => {
  it('is any finding, until a class is chosen', () => {
    expect(toSubjectScores(whole, null)).toMatchObject({
      scores: [0.3, 0.9, 0.4, 0.2],
      labels: [0, 1, 1, 0],
      negativeClass: 'NORMAL',
      positiveClass: 'any finding',
    });
  });

  it('is one class against the rest', () => {
    expect(toSubjectScores(whole, 2)).toEqual({
      scores: [0.2, 0.3, 0.2, 0.15],
      labels: [0, 0, 1, 0],
      negativeClass: 'The rest',
      positiveClass: 'VIRUS',
    });
    const [rest, own] = toHistogramSeries(toSubjectScores(whole, 2));
    expect([rest?.label, own?.label]).toEqual(['The rest', 'VIRUS']);
  });

  it('is the one finding of two classes, by its name', () => {
    expect(toSubjectScores(two, null)).toMatchObject({ positiveClass: 'PNEUMONIA', labels: [0, 1, 1, 0] });
  });
});

describe('ROC curves of classes', () => {
  const metrics = {
    oneVersusRest: whole.classes.map((className, place) => ({
      className,
      rocAuc: [1, 1, 0.5][place] ?? null,
      prAuc: null,
      interval: null,
    })),
    macroRocAuc: 2.5 / 3,
    brier: 0.5,
    ece: 0.1,
  };
  const series = toClassRocSeries(whole, 1, metrics);

  it('stand beside that of any finding, each with its AUC, and differ in more than colour', () => {
    expect(series.map(({ label, value }) => [label, value])).toEqual([
      ['any finding', '1.000'],
      ['NORMAL', '1.000'],
      ['BACTERIA', '1.000'],
      ['VIRUS', '0.500'],
      ['Chance', ''],
    ]);
    expect(new Set(series.slice(0, 4).map(({ look }) => look)).size).toBe(4);
  });

  it('go through what cutting the probabilities gives', () => {
    // BACTERIA: 0.6 of it lies above every other image's.
    expect(series[2]?.points).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 1 },
      { x: 1, y: 1 },
    ]);
    // VIRUS: first 0.3, of another class; then 0.2 twice, one of each; then 0.15.
    expect(series[3]?.points).toEqual([
      { x: 0, y: 0 },
      { x: 1 / 3, y: 0 },
      { x: 2 / 3, y: 1 },
      { x: 1, y: 1 },
    ]);
  });
});
