import { describe, expect, it } from 'vitest';
import { planTrials } from '../../../main/services/studies/plan-trials.ts';
import { readPlan } from '../../../main/services/studies/read-plan.ts';
import type { StudyPlan } from '../../../shared/domain/study.ts';
import type { AxisInput } from '../../../shared/ipc/methods/studies.ts';

function read(search: 'grid' | 'random', axes: readonly AxisInput[]): StudyPlan {
  return readPlan({ kind: 'sweep', search, axes: [...axes], trials: null, minutes: null });
}

const rates: AxisInput = { setting: 'learningRate', values: ['0.001', '0.0003'] };
const sizes: AxisInput = { setting: 'batchSize', values: ['16', 32, '64'] };

describe('a grid', () => {
  it('is every combination, the last setting changing fastest, with values as the settings take them', () => {
    expect(planTrials(read('grid', [rates, sizes]), 1, null)).toEqual([
      { learningRate: 0.001, batchSize: 16 },
      { learningRate: 0.001, batchSize: 32 },
      { learningRate: 0.001, batchSize: 64 },
      { learningRate: 0.0003, batchSize: 16 },
      { learningRate: 0.0003, batchSize: 32 },
      { learningRate: 0.0003, batchSize: 64 },
    ]);
  });

  it('ends where the budget does, and takes a value given twice once', () => {
    const plan = read('grid', [{ setting: 'optimizer', values: ['adam', 'sgd', 'adam'] }, sizes]);
    expect(planTrials(plan, 1, null)).toHaveLength(6);
    expect(planTrials(plan, 1, 2)).toEqual([
      { optimizer: 'adam', batchSize: 16 },
      { optimizer: 'adam', batchSize: 32 },
    ]);
  });

  it('of more than 1,000 combinations is refused, unless a number of trials is given', () => {
    const values = Array.from({ length: 40 }, (_, place) => place);
    const plan = read('grid', [
      { setting: 'seed', values },
      { setting: 'patience', values },
    ]);
    expect(() => planTrials(plan, 1, null)).toThrow(
      expect.objectContaining({ code: 'input-invalid', details: { combinations: 1600 } }),
    );
    expect(planTrials(plan, 1, 1000)).toHaveLength(1000);
  });
});

describe('a random search', () => {
  const log: AxisInput = { setting: 'learningRate', minimum: 1e-5, maximum: 1e-1, scale: 'log' };
  const linear: AxisInput = { setting: 'labelSmoothing', minimum: 0.1, maximum: 0.3, scale: 'linear' };
  const whole: AxisInput = { setting: 'batchSize', minimum: 8, maximum: 64, scale: 'log' };

  it('is the same for a seed and another for another, 20 trials where nothing is said', () => {
    const plan = read('random', [log, linear]);
    expect(planTrials(plan, 3, null)).toEqual(planTrials(plan, 3, null));
    expect(planTrials(plan, 3, null)).not.toEqual(planTrials(plan, 4, null));
    expect(planTrials(plan, 3, null)).toHaveLength(20);
  });

  it('begins alike however many trials it makes', () => {
    const plan = read('random', [log, linear]);
    expect(planTrials(plan, 3, 30).slice(0, 5)).toEqual(planTrials(plan, 3, 5));
  });

  it('draws a range evenly, or evenly by magnitude, and rounds whole numbers', () => {
    const trials = planTrials(read('random', [log, linear, whole]), 11, 400);
    const values = (name: 'learningRate' | 'labelSmoothing' | 'batchSize'): number[] =>
      trials.map((trial) => Number(trial[name]));
    expect(Math.min(...values('learningRate'))).toBeGreaterThanOrEqual(1e-5);
    expect(Math.max(...values('learningRate'))).toBeLessThanOrEqual(1e-1);
    // Of four decades, each holds a quarter: 100 of 400, and hardly ever 35 more or less (4 deviations).
    for (const decade of [-5, -4, -3, -2]) {
      const held = values('learningRate').filter((rate) => Math.floor(Math.log10(rate)) === decade).length;
      expect(Math.abs(held - 100), `decade ${decade}`).toBeLessThan(35);
    }
    const below = values('labelSmoothing').filter((value) => value < 0.2).length;
    expect(Math.abs(below - 200)).toBeLessThan(40);
    expect(values('batchSize').every((size) => Number.isInteger(size) && size >= 8 && size <= 64)).toBe(true);
  });

  it('of values alone makes no trial twice, and all there are where more are asked for', () => {
    const trials = planTrials(read('random', [rates, sizes]), 1, 50);
    expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(6);
    expect(trials).toHaveLength(6);
  });
});

describe('a cross-validation', () => {
  it('is a trial a fold', () => {
    expect(planTrials({ kind: 'cross-validation', folds: 3 }, 1, null)).toEqual([
      { fold: 1 },
      { fold: 2 },
      { fold: 3 },
    ]);
  });
});

describe('a plan that cannot be made', () => {
  it.each<[string, 'grid' | 'random', AxisInput[], string]>([
    ['a value out of range', 'grid', [{ setting: 'learningRate', values: [0.1, 99] }], 'learningRate'],
    ['a value that is no number', 'grid', [{ setting: 'epochs', values: ['many'] }], 'epochs'],
    ['a setting twice', 'grid', [rates, rates], 'learningRate'],
    [
      'a range in a grid',
      'grid',
      [{ setting: 'momentum', minimum: 0, maximum: 0.9, scale: 'linear' }],
      'momentum',
    ],
    [
      'a range of a choice',
      'random',
      [{ setting: 'optimizer', minimum: 0, maximum: 1, scale: 'linear' }],
      'optimizer',
    ],
    [
      'a range that falls',
      'random',
      [{ setting: 'momentum', minimum: 0.9, maximum: 0, scale: 'linear' }],
      'momentum',
    ],
    [
      'a range beyond what is allowed',
      'random',
      [{ setting: 'momentum', minimum: 0, maximum: 2, scale: 'linear' }],
      'momentum',
    ],
    [
      'a magnitude of zero',
      'random',
      [{ setting: 'momentum', minimum: 0, maximum: 0.9, scale: 'log' }],
      'momentum',
    ],
  ])('%s names the setting', (_, search, axes, setting) => {
    expect(() => read(search, axes)).toThrow(
      expect.objectContaining({
        code: 'setting-invalid',
        details: expect.objectContaining({ setting }) as unknown,
      }),
    );
  });

  it('of a setting that there is not names the nearest', () => {
    expect(() => read('grid', [{ setting: 'learningrat', values: [1] }])).toThrow(
      expect.objectContaining({
        code: 'setting-unknown',
        details: { setting: 'learningrat', nearest: 'learningRate' },
      }),
    );
  });
});
