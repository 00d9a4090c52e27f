import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { datasets } from '../../renderer/state/datasets.svelte.ts';
import { TrainForm } from '../../renderer/state/train-form.svelte.ts';
import TrainScreen from '../../renderer/screens/train/Screen.svelte';

const dataset = {
  id: 3,
  name: 'cxr',
  sourcePath: '/data/cxr',
  createdAt: '2026-03-04T10:00:00.000Z',
  images: 5216,
  excluded: 0,
  patients: 2790,
  classes: { NORMAL: 1341, PNEUMONIA: 3875 },
  negativeClass: 'NORMAL',
  positiveClass: 'PNEUMONIA',
  splits: {},
  duplicates: 0,
  rejected: 0,
  warnings: [],
};

/** Of three classes, one of which has no image left. */
const withoutVirus = {
  ...dataset,
  id: 2,
  name: 'three',
  excluded: 40,
  classes: { NORMAL: 1341, BACTERIA: 2530, VIRUS: 0 },
  positiveClass: null,
};

const started: unknown[] = [];

/** The bridge that the desktop window has, with the app behind it in the test's hands. */
async function answer(method: string, input: unknown): Promise<unknown> {
  if (method === 'datasets:list') return { ok: true, value: [dataset, withoutVirus] };
  if (method !== 'runs:start') throw new Error(`nobody expected ${method}`);
  started.push(input);
  const error = { code: 'name-taken', message: 'There is a run named "taken" already.', details: {} };
  return { ok: false, error };
}

beforeAll(() => {
  Object.assign(window, { api: { call: answer, onEvent: () => () => undefined } });
});

afterEach(cleanup);

describe('the training form', () => {
  it("shows the first preset's values before the app has answered anything", () => {
    render(TrainScreen, { dataset: null });
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Preset' }).value).toBe('robust');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Epochs' }).value).toBe('40');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start training' }).disabled).toBe(true);
  });

  it('is ready once there are datasets, with the newest one and every default', async () => {
    await datasets.list.refresh();
    render(TrainScreen, { dataset: null });
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Dataset' }).value).toBe('3');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Epochs' }).value).toBe('40');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start training' }).disabled).toBe(false);
  });

  it('trains without a class that has no image left, and says so', () => {
    render(TrainScreen, { dataset: 2 });
    const panel = screen.getByRole('region', { name: 'Ready to train' });
    expect(panel.textContent).toContain('No image of VIRUS counts');
    expect(screen.getByRole('link', { name: 'Show excluded images' }).getAttribute('href')).toBe(
      '#/datasets/2?flag=excluded',
    );
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start training' }).disabled).toBe(false);
    const form = new TrainForm();
    form.dataset = 2;
    form.network.startFrom('cnn5');
    // One output tells two classes apart.
    expect(form.network.outcomeAt(form.network.drafts?.length ?? 0).outputShape).toEqual([1]);
  });

  it('says at the field what is wrong and does not start', async () => {
    render(TrainScreen, { dataset: 3 });
    const fold = screen.getByText('Optimizer').closest('details');
    if (fold === null) throw new Error('the optimizer is folded');
    fold.open = true;
    await fireEvent(fold, new Event('toggle'));
    const rate = screen.getByLabelText('Learning rate');
    await fireEvent.input(rate, { target: { value: '0' } });
    expect(rate.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start training' }).disabled).toBe(true);
    await fireEvent.submit(screen.getByRole('form', { name: 'New run' }));
    expect(started).toEqual([]);
  });

  it('sends what was chosen and shows a refusal at its field', async () => {
    render(TrainScreen, { dataset: 3 });
    const name = screen.getByRole('textbox', { name: 'Run name' });
    await fireEvent.input(name, { target: { value: 'taken' } });
    await fireEvent.input(screen.getByRole('textbox', { name: 'Epochs' }), { target: { value: '2' } });
    await fireEvent.submit(screen.getByRole('form', { name: 'New run' }));
    expect(started).toEqual([{ dataset: 3, preset: 'robust', name: 'taken', settings: { epochs: 2 } }]);
    await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('There is a run named "taken" already.')).toBeTruthy();
  });
});
