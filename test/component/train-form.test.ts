import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/ipc/app-error.ts';
import { TrainForm } from '../../renderer/state/train-form.svelte.ts';
import { interfaceLanguage } from '../../renderer/text/language.svelte.ts';

function makeForm(): TrainForm {
  const form = new TrainForm();
  form.dataset = 3;
  form.preset = 'cnn5';
  return form;
}

describe('TrainForm', () => {
  it('sends nothing but the dataset and the preset while every setting is at its default', () => {
    expect(makeForm().toRequest()).toEqual({ dataset: 3, preset: 'cnn5', name: null, settings: {} });
  });

  it("ends a network of the user's own in the classes of the chosen dataset", () => {
    const form = new TrainForm(undefined, (dataset) => (dataset === 3 ? 3 : 2));
    const countOutputs = (): unknown => form.network.outcomeAt(form.network.drafts?.length ?? 0).outputShape;
    form.network.startFrom('cnn5');
    expect(countOutputs()).toEqual([1]);
    form.dataset = 3;
    expect(countOutputs()).toEqual([3]);
  });

  it('sends what was changed, as values', () => {
    const form = makeForm();
    form.setName('  night run ');
    form.setText('epochs', '4');
    form.setText('limit', '200');
    form.setText('learningRate', ' 1e-4');
    form.setText('monitor', 'valLoss');
    expect(form.toRequest()).toEqual({
      dataset: 3,
      preset: 'cnn5',
      name: 'night run',
      settings: { epochs: 4, limit: 200, learningRate: 0.0001, monitor: 'valLoss' },
    });
  });

  it('shows settings as the language writes numbers, and sends none that stayed as it was', () => {
    const form = makeForm();
    interfaceLanguage.speak('vi');
    try {
      expect(form.textOf('learningRate')).toBe('0,001');
      expect(form.hasChanges).toBe(false);
      form.setText('learningRate', '0,0010');
      expect(form.isDefault('learningRate')).toBe(true);
      form.setText('learningRate', '0,0003');
      expect(form.toRequest()?.settings).toEqual({ learningRate: 0.0003 });
    } finally {
      interfaceLanguage.speak('en');
    }
    expect(form.textOf('learningRate')).toBe('0,0003');
    expect(form.toRequest()?.settings).toEqual({ learningRate: 0.0003 });
  });

  it('makes no request while a setting is wrong, and does once it is right', () => {
    const form = makeForm();
    form.setText('epochs', '0');
    expect(form.problemOf('epochs')).toBe('Enter a whole number, 1 to 10,000.');
    expect(form.isValid).toBe(false);
    expect(form.toRequest()).toBeNull();
    form.setText('epochs', '1');
    expect(form.problemOf('epochs')).toBeNull();
    expect(form.isValid).toBe(true);
  });

  it("begins at the preset's own settings and sends what differs from them", () => {
    const form = makeForm();
    form.preset = 'keras-report';
    expect(form.textOf('epochs')).toBe('25');
    expect(form.toRequest()?.settings).toEqual({});
    form.setText('epochs', '10');
    expect(form.toRequest()?.settings).toEqual({ epochs: 10 });
  });

  it('needs a dataset', () => {
    const form = new TrainForm();
    expect(form.isValid).toBe(false);
    form.dataset = 3;
    expect(form.isValid).toBe(true);
  });

  it.each(['123', ' a\tb', 'x'.repeat(101)])('refuses the name %j', (name) => {
    const form = makeForm();
    form.setName(name);
    expect(form.nameProblem).not.toBeNull();
    expect(form.isValid).toBe(false);
  });

  it("shows the app's refusal at its field until that field is edited", () => {
    const form = makeForm();
    form.setName('taken');
    const taken = new AppError('name-taken', 'There is a run named "taken" already.');
    const invalid = new AppError('setting-invalid', 'The setting epochs must be 1 to 3.', {
      setting: 'epochs',
    });
    expect(form.reject(taken)).toBe(true);
    expect(form.reject(invalid)).toBe(true);
    expect(form.nameProblem).toBe(taken.message);
    expect(form.problemOf('epochs')).toBe(invalid.message);
    form.setName('free');
    form.setText('epochs', '2');
    expect(form.nameProblem).toBeNull();
    expect(form.problemOf('epochs')).toBeNull();
  });

  it('leaves an error that names no field of its own to the caller', () => {
    expect(makeForm().reject(new AppError('disk-full', 'The disk is full.'))).toBe(false);
  });

  it('goes back to the defaults', () => {
    const form = makeForm();
    form.setText('epochs', '4');
    expect(form.hasChanges).toBe(true);
    form.reset();
    expect(form.hasChanges).toBe(false);
    expect(form.textOf('epochs')).toBe('10');
  });

  it('shows and sends a setting only where it makes a difference', () => {
    const form = makeForm();
    expect(form.isRelevant('momentum')).toBe(false);
    form.setText('optimizer', 'sgd');
    expect(form.isRelevant('momentum')).toBe(true);
    expect(form.isRelevant('nesterov')).toBe(false);
    form.setText('momentum', '0.9');
    expect(form.isRelevant('nesterov')).toBe(true);
    form.setText('nesterov', 'true');
    expect(form.toRequest()?.settings).toEqual({ optimizer: 'sgd', momentum: 0.9, nesterov: true });
    form.setText('optimizer', 'adam');
    expect(form.toRequest()?.settings).toEqual({});
  });

  it('is not held up by a wrong value that makes no difference', () => {
    const form = makeForm();
    form.setText('loss', 'focal');
    form.setText('focalGamma', '-1');
    expect(form.isValid).toBe(false);
    form.setText('loss', 'crossentropy');
    expect(form.isValid).toBe(true);
  });

  it('counts what differs from the preset and what is wrong, and puts one setting back', () => {
    const form = makeForm();
    form.preset = 'robust';
    form.setText('brightnessRange', '0.1');
    form.setText('rotationRange', '200');
    expect(form.countChanges(['geometry', 'greys'])).toBe(2);
    expect(form.countProblems(['geometry', 'greys'])).toBe(1);
    form.reset('rotationRange');
    expect(form.textOf('rotationRange')).toBe('10');
    expect(form.countProblems(['geometry', 'greys'])).toBe(0);
    expect(form.settings).toMatchObject({ brightnessRange: 0.1, contrastRange: 0.3, sampler: 'weighted' });
  });

  it('takes another way to write a number for the same', () => {
    const form = makeForm();
    form.setText('learningRate', '1e-3');
    expect(form.isDefault('learningRate')).toBe(true);
  });
});
