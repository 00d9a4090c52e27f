import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import ClassBar from '../../renderer/components/ClassBar.svelte';
import ConfusionMatrixTable from '../../renderer/components/ConfusionMatrixTable.svelte';
import ProgressBar from '../../renderer/components/ProgressBar.svelte';
import Tabs from '../../renderer/components/Tabs.svelte';
import TextField from '../../renderer/components/TextField.svelte';
import Thumbnail from '../../renderer/components/Thumbnail.svelte';
import ImageCell from '../../renderer/screens/dataset/ImageCell.svelte';
import ImportOutcome from '../../renderer/screens/library/ImportOutcome.svelte';
import { makeListedImage } from './make-listed-image.ts';

afterEach(cleanup);

describe('TextField', () => {
  it('ties label, hint and problem to the field', () => {
    render(TextField, {
      label: 'Epochs',
      value: '0',
      oninput: vi.fn(),
      hint: 'How many times.',
      problem: 'Enter a whole number.',
    });
    const field = screen.getByRole('textbox', { name: 'Epochs' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    // What is wrong is heard before what the field is for.
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'Enter a whole number.',
      'How many times.',
    ]);
  });

  it('tells what is typed', async () => {
    const oninput = vi.fn();
    render(TextField, { label: 'Epochs', value: '1', oninput });
    await fireEvent.input(screen.getByRole('textbox'), { target: { value: '12' } });
    expect(oninput.mock.calls).toEqual([['12']]);
  });
});

describe('Tabs', () => {
  const tabs = [
    { id: 'curves', label: 'Curves' },
    { id: 'epochs', label: 'Epochs', detail: '3' },
    { id: 'layers', label: 'Layers' },
  ];

  it('are walked by the arrow keys, around the ends', async () => {
    const onselect = vi.fn();
    render(Tabs, { label: 'Views', tabs, selected: 'curves', panel: 'panel', onselect });
    const selected = screen.getByRole('tab', { selected: true });
    expect(selected.textContent.trim()).toBe('Curves');
    expect(selected.getAttribute('aria-controls')).toBe('panel');
    for (const key of ['ArrowRight', 'ArrowLeft', 'End', 'Home', 'x'])
      await fireEvent.keyDown(selected, { key });
    expect(onselect.mock.calls.flat()).toEqual(['epochs', 'layers', 'layers', 'curves']);
  });
});

describe('ProgressBar', () => {
  it('says how far it is in whole per cent, and nothing where the end is not known', async () => {
    const { rerender } = render(ProgressBar, { label: 'Import', value: 0.256 });
    const bar = screen.getByRole('progressbar', { name: 'Import' });
    expect(bar.getAttribute('aria-valuenow')).toBe('26');
    await rerender({ value: 1.2 });
    expect(bar.getAttribute('aria-valuenow')).toBe('100');
    await rerender({ value: null });
    expect(bar.hasAttribute('aria-valuenow')).toBe(false);
  });
});

describe('ClassBar', () => {
  it('says each class in words, with its share', () => {
    render(ClassBar, { classes: { NORMAL: 1341, PNEUMONIA: 3875 } });
    const words = screen
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
    // 1341 of 5216 are 25.71 per cent.
    expect(words).toEqual(['NORMAL 1,341 25.7%', 'PNEUMONIA 3,875 74.3%']);
  });
});

describe('Thumbnail', () => {
  const isWaiting = (): boolean => document.querySelector('.isLoading') !== null;

  it('waits for each image it is given, and for none that cannot be shown', async () => {
    const { rerender } = render(Thumbnail, { address: '/thumbnails/1', alt: 'first' });
    expect(isWaiting()).toBe(true);
    await fireEvent.load(screen.getByRole('img', { name: 'first' }));
    expect(isWaiting()).toBe(false);
    await rerender({ address: '/thumbnails/2', alt: 'second' });
    expect(isWaiting()).toBe(true);
    await fireEvent.error(screen.getByRole('img', { name: 'second' }));
    expect(isWaiting()).toBe(false);
    expect(screen.queryByRole('img', { name: 'second' })).toBeNull();
  });

  it('says nothing in the console where its picture comes after it is gone', async () => {
    const warn = vi.spyOn(console, 'warn');
    const { container, rerender } = render(ImageCell, { image: makeListedImage(1), place: 0 });
    const picture = container.querySelector('img');
    if (picture === null) throw new Error('the cell shows no picture');
    await rerender({ image: null });
    await fireEvent.load(picture);
    await fireEvent.error(picture);
    expect(warn.mock.calls).toEqual([]);
    warn.mockRestore();
  });
});

describe('ConfusionMatrixTable', () => {
  it('gives counts by true class, with shares of the row', () => {
    const rows = [
      [198, 36],
      [15, 375],
    ];
    render(ConfusionMatrixTable, { matrix: { classes: ['NORMAL', 'PNEUMONIA'], rows } });
    const row = screen.getByRole('row', { name: /^PNEUMONIA/ });
    const cells = within(row).getAllByRole('cell');
    // 15 of 390 are 3.85 per cent, 375 of 390 are 96.15.
    expect(cells.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
      '15 3.8%',
      '375 96.2%',
    ]);
  });
});

describe('ImportOutcome', () => {
  const report = {
    dataset: 'cxr',
    datasetId: 3,
    images: 5219,
    added: 5189,
    duplicates: 27,
    unchanged: 3,
    moved: 0,
    missing: 0,
    rejected: [{ path: 'NORMAL/notes.jpeg', code: 'image-not-an-image' as const, message: 'A text file.' }],
    patients: 2790,
    classes: { NORMAL: 1340, PNEUMONIA: 3849 },
    splits: {},
    warnings: [
      { code: 'classes-imbalanced' as const, message: 'PNEUMONIA has 2.9 times as many.', details: {} },
    ],
    seconds: 61.2,
  };

  it('reports what was added, kept once and rejected, and why', () => {
    render(ImportOutcome, {
      ended: { importId: 'a', dataset: 'cxr', report, error: null },
      ondismiss: vi.fn(),
    });
    const words = screen.getByRole('article').textContent.replace(/\s+/g, ' ');
    for (const part of [
      '5,189 images added',
      '3 already there',
      '27 duplicates kept once',
      '1 file rejected',
    ]) {
      expect(words).toContain(part);
    }
    expect(words).toContain('2.9 times');
    expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('#/datasets/3');
    expect(screen.getByRole('cell', { name: 'A text file.', hidden: true })).toBeTruthy();
  });

  it('says why an import failed and offers to correct it', async () => {
    const onrevise = vi.fn();
    const error = { code: 'path-not-found' as const, message: 'There is no /no/such.', details: {} };
    render(ImportOutcome, {
      ended: { importId: 'a', dataset: 'cxr', report: null, error },
      ondismiss: vi.fn(),
      onrevise,
    });
    expect(screen.getByRole('alert').textContent).toBe('There is no /no/such.');
    await fireEvent.click(screen.getByRole('button', { name: 'Correct and try again' }));
    expect(onrevise).toHaveBeenCalledOnce();
  });
});
