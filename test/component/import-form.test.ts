import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/ipc/app-error.ts';
import { ImportForm, suggestDatasetName } from '../../renderer/state/import-form.svelte.ts';

describe('suggestDatasetName', () => {
  it.each([
    ['/home/lan/datasets/chest_xray', 'chest_xray'],
    ['/home/lan/datasets/chest_xray/', 'chest_xray'],
    ['C:\\Users\\Lan\\Ảnh ngực', 'Ảnh ngực'],
    ['/data/labels.CSV', 'labels'],
    ['', ''],
    ['/', ''],
  ])('of %j is %j', (path, name) => {
    expect(suggestDatasetName(path)).toBe(name);
  });
});

describe('ImportForm', () => {
  it('names the dataset after the folder until the user does', () => {
    const form = new ImportForm();
    form.path = '/data/first';
    expect(form.name).toBe('first');
    form.name = 'mine';
    form.path = '/data/second';
    expect(form.name).toBe('mine');
  });

  it('asks for the usual patient patterns by naming none', () => {
    const form = new ImportForm();
    form.path = ' /data/cxr ';
    expect(form.toRequest()).toEqual({
      path: '/data/cxr',
      name: 'cxr',
      csv: null,
      classWords: null,
      negativeClass: null,
      patientPatterns: null,
    });
  });

  it('takes words that tell classes divided by commas or blanks, and none that is no word', () => {
    const form = new ImportForm();
    form.path = '/data/cxr';
    form.classWords = ' bacteria,virus  viêm ';
    expect(form.toRequest()?.classWords).toEqual(['bacteria', 'virus', 'viêm']);
    form.classWords = 'bacteria, vi-rus';
    expect(form.classWordsProblem).toContain('vi-rus');
    expect(form.toRequest()).toBeNull();
  });

  it('asks for the class without a finding, and begins again with it', () => {
    const form = new ImportForm();
    form.path = '/data/cxr';
    form.negativeClass = ' CLEAR ';
    expect(form.toRequest()?.negativeClass).toBe('CLEAR');
    const again = new ImportForm(form.toRequest());
    expect(again.negativeClass).toBe('CLEAR');
  });

  it('sends patterns that were changed, and none that is wrong', () => {
    const form = new ImportForm();
    form.path = '/data/cxr';
    form.patterns = [{ name: 'id', expression: '^(?<patient>[0-9]+)' }];
    expect(form.toRequest()?.patientPatterns).toEqual([{ name: 'id', expression: '^(?<patient>[0-9]+)' }]);
    form.addPattern();
    expect(form.isValid).toBe(false);
    expect(form.toRequest()).toBeNull();
    form.removePattern(1);
    expect(form.isValid).toBe(true);
  });

  it.each([
    ['path-not-found', 'pathProblem'],
    ['dataset-empty', 'pathProblem'],
    ['name-taken', 'nameProblem'],
    ['disk-full', 'otherProblem'],
  ] as const)('shows %s as its %s', (code, place) => {
    const form = new ImportForm();
    form.path = '/data/cxr';
    form.reject(new AppError(code, 'What is wrong.'));
    const shown = ['pathProblem', 'nameProblem', 'otherProblem'].filter(
      (each) => form[each as typeof place] !== null,
    );
    expect(shown).toEqual([place]);
    expect(form[place]).toBe('What is wrong.');
    form.path = '/data/other';
    expect(form[place]).toBeNull();
  });

  it('begins with a request that is to be corrected', () => {
    const form = new ImportForm({ path: '/data/cxr', name: 'mine', csv: '/data/labels.csv' });
    expect([form.path, form.name, form.csv, form.hasDefaultPatterns]).toEqual([
      '/data/cxr',
      'mine',
      '/data/labels.csv',
      true,
    ]);
  });
});
