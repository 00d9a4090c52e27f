import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/ipc/app-error.ts';
import { StudyForm } from '../../renderer/state/study-form.svelte.ts';

function openForm(kind: 'cross-validation' | 'sweep'): StudyForm {
  const form = new StudyForm(kind);
  form.training.dataset = 3;
  form.training.preset = 'cnn5';
  return form;
}

describe('the form of a sweep', () => {
  it('counts what it will make, and sends values as their settings take them', () => {
    const form = openForm('sweep');
    const [rate] = form.axes;
    if (rate === undefined) throw new Error('nothing varies');
    expect(form.isValid).toBe(false);
    expect(form.isIncomplete).toBe(true);
    rate.texts = '0.001, few';
    expect(form.isValid).toBe(false);
    expect(form.isIncomplete).toBe(false);
    rate.texts = '0.001, 0.0003,';
    form.addAxis();
    const size = form.axes[1];
    if (size === undefined) throw new Error('the second setting is missing');
    size.texts = '16, 32, 64';
    expect(form.count).toBe(6);
    form.trials = '4';
    form.training.setText('epochs', '3');
    expect(form.count).toBe(4);
    expect(form.toRequest()).toEqual({
      dataset: 3,
      preset: 'cnn5',
      name: null,
      settings: { epochs: 3 },
      plan: {
        kind: 'sweep',
        search: 'grid',
        axes: [
          { setting: 'learningRate', values: [0.001, 0.0003] },
          { setting: 'batchSize', values: [16, 32, 64] },
        ],
        trials: 4,
        minutes: null,
      },
    });
  });

  it.each<[string, number[]]>([
    ['0,001', [0.001]],
    ['0,001, 0,0003', [0.001, 0.0003]],
    ['0,001; 0,0003', [0.001, 0.0003]],
    ['1,5; 2', [1.5, 2]],
    ['1,5;', [1.5]],
    ['0.1,0.01', [0.1, 0.01]],
    ['0,1,0,01', [0.1, 0.01]],
    ['1,2,3', [1, 2, 3]],
    ['1, 2', [1, 2]],
  ])('reads the learning rates %j', (text, values) => {
    const [rate] = openForm('sweep').axes;
    if (rate === undefined) throw new Error('nothing varies');
    rate.texts = text;
    expect(rate.problem).toBeNull();
    expect(rate.toInput()).toEqual({ setting: 'learningRate', values });
    expect(rate.size).toBe(values.length);
  });

  it('asks which it is where a comma may divide values or decimals', () => {
    const [rate] = openForm('sweep').axes;
    if (rate === undefined) throw new Error('nothing varies');
    rate.texts = '1,5';
    expect(rate.problem).toBe('“1,5” can be read in two ways: enter “1; 5;” or “1.5;”.');
    expect(rate.isValid).toBe(false);
    rate.texts = '0.5, 1,000.5';
    expect(rate.problem).toContain('Enter a number');
    rate.setting = 'batchSize';
    rate.texts = '16,32;64';
    expect(rate.toInput()).toEqual({ setting: 'batchSize', values: [16, 32, 64] });
    rate.setting = 'seed';
    rate.texts = '1,000';
    expect(rate.problem).toContain('without commas or points');
  });

  it('takes a decimal comma in a range and in the minutes', () => {
    const form = openForm('sweep');
    const [rate] = form.axes;
    if (rate === undefined) throw new Error('nothing varies');
    form.search = 'random';
    rate.isRange = true;
    rate.minimum = '0,001';
    rate.maximum = '0,1';
    form.minutes = '1,5';
    expect(form.toRequest()?.plan).toMatchObject({ axes: [{ minimum: 0.001, maximum: 0.1 }], minutes: 1.5 });
    form.minutes = '1,000';
    expect(form.minutesProblem).toContain('1 or 1000');
    expect(form.isValid).toBe(false);
  });

  it('draws from a range only at random, and says what is wrong with it', () => {
    const form = openForm('sweep');
    const [rate] = form.axes;
    if (rate === undefined) throw new Error('nothing varies');
    rate.isRange = true;
    expect(rate.isRange).toBe(false);
    form.search = 'random';
    expect(rate.isRange).toBe(true);
    rate.minimum = '0.1';
    rate.maximum = '0.01';
    expect(rate.problem).toBe('Give a second value above the first.');
    rate.minimum = '0.001';
    expect(rate.problem).toBeNull();
    expect(form.count).toBe(20);
    rate.maximum = '99';
    expect(rate.problem).toContain('Enter a number');
  });

  it('leaves a varied setting out of what all trials have in common', () => {
    const form = openForm('sweep');
    expect(form.training.isRelevant('learningRate')).toBe(false);
    expect(form.listFreeSettings(null)).not.toContain('learningRate');
    const [rate] = form.axes;
    if (rate === undefined) throw new Error('nothing varies');
    rate.setting = 'batchSize';
    expect(form.training.isRelevant('learningRate')).toBe(true);
  });

  it('ticks choices in their order', () => {
    const form = openForm('sweep');
    const [axis] = form.axes;
    if (axis === undefined) throw new Error('nothing varies');
    axis.setting = 'optimizer';
    axis.toggle('adam');
    axis.toggle('sgd');
    expect(axis.toInput()).toEqual({ setting: 'optimizer', values: ['sgd', 'adam'] });
    axis.toggle('sgd');
    expect(axis.chosen).toEqual(['adam']);
  });

  it('does not make a grid of more than 1,000', () => {
    const form = openForm('sweep');
    form.addAxis();
    const [first, second] = form.axes;
    if (first === undefined || second === undefined) throw new Error('nothing varies');
    first.setting = 'seed';
    first.texts = Array.from({ length: 40 }, (_, place) => place).join(',');
    second.setting = 'patience';
    second.texts = first.texts;
    expect(form.countProblem).toContain('1,600 combinations');
    expect(form.isValid).toBe(false);
  });

  it("puts the app's error at the setting that it names", () => {
    const form = openForm('sweep');
    const error = new AppError('setting-invalid', 'Too high.', { setting: 'learningRate' });
    expect(form.reject(error)).toBe(true);
    expect(form.axes[0]?.problem).toBe('Too high.');
  });
});

describe('the form of a cross-validation', () => {
  it('sends its folds, and nothing of a share held out', () => {
    const form = openForm('cross-validation');
    expect(form.training.isRelevant('validationFraction')).toBe(false);
    form.folds = '21';
    expect(form.foldsProblem).toBe('Enter a whole number, 2 to 20.');
    form.folds = '4';
    expect(form.toRequest()).toMatchObject({ settings: {}, plan: { kind: 'cross-validation', folds: 4 } });
  });
});
