import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunAnnotation } from '../../shared/domain/run-annotation.ts';
import type { RunSummary } from '../../shared/domain/run.ts';
import { findVisibleRows } from '../../renderer/components/visible-rows.ts';
import { filterRuns, listFilterChoices, noFilter } from '../../renderer/screens/runs/filter-runs.ts';
import { parseTags } from '../../renderer/screens/runs/parse-tags.ts';
import RunTableView from '../../renderer/screens/runs/RunTable.svelte';
import SelectionBar from '../../renderer/screens/runs/SelectionBar.svelte';
import { usualColumns } from '../../renderer/screens/runs/run-columns.ts';
import { RunTable } from '../../renderer/state/run-table.svelte.ts';
import { makeRunSummary } from './fake-app.ts';

const plain: RunAnnotation = { tags: [], note: '', isPinned: false, isArchived: false };

function makeRun(
  run: number,
  changes: Partial<RunSummary>,
  annotation: Partial<RunAnnotation> = {},
): RunSummary {
  const createdAt = `2026-03-0${run}T10:00:00.000Z`;
  return makeRunSummary({ run, createdAt, ...changes, annotation: { ...plain, ...annotation } });
}

const runs = [
  makeRun(1, { name: 'alpha' }, { tags: ['paper'], note: 'Table 2' }),
  makeRun(2, { name: 'beta', status: 'failed', dataset: 'other' }),
  makeRun(3, { name: 'gamma' }, { isArchived: true }),
  makeRun(4, { name: 'delta' }, { tags: ['paper', 'draft'] }),
];

function names(list: readonly RunSummary[]): string[] {
  return list.map(({ name }) => name);
}

beforeEach(() => {
  localStorage.clear();
  // jsdom lays nothing out, so it has none: every view is 0 high there.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly observe = vi.fn();
      readonly unobserve = vi.fn();
      readonly disconnect = vi.fn();
    },
  );
});
afterEach(cleanup);

describe('filterRuns', () => {
  it('leaves archived runs out unless they are asked for', () => {
    expect(names(filterRuns(runs, noFilter))).toEqual(['alpha', 'beta', 'delta']);
    expect(names(filterRuns(runs, { ...noFilter, isArchivedShown: true }))).toHaveLength(4);
  });

  it('finds every word in name, tags, note, dataset or network, whatever the case', () => {
    expect(names(filterRuns(runs, { ...noFilter, text: 'PAPER table' }))).toEqual(['alpha']);
    expect(names(filterRuns(runs, { ...noFilter, text: 'other cnn5' }))).toEqual(['beta']);
  });

  it('narrows by status, dataset and tag at once', () => {
    expect(names(filterRuns(runs, { ...noFilter, tag: 'paper', status: 'completed' }))).toEqual([
      'alpha',
      'delta',
    ]);
    expect(names(filterRuns(runs, { ...noFilter, tag: 'paper', dataset: 'other' }))).toEqual([]);
  });

  it('offers each choice once', () => {
    expect(listFilterChoices(runs)).toMatchObject({
      status: ['completed', 'failed'],
      dataset: ['cxr', 'other'],
      tag: ['draft', 'paper'],
    });
  });
});

describe('RunTable', () => {
  it('puts pinned runs first, whatever the order', () => {
    const table = new RunTable();
    const pinned = [...runs, makeRun(5, { name: 'zeta' }, { isPinned: true })];
    expect(names(table.arrange(pinned))[0]).toBe('zeta');
    table.sortBy('name');
    expect(names(table.arrange(pinned))).toEqual(['zeta', 'alpha', 'beta', 'delta']);
    table.sortBy('name');
    expect(names(table.arrange(pinned))).toEqual(['zeta', 'delta', 'beta', 'alpha']);
  });

  it('remembers the chosen columns, and survives a memory that makes no sense', () => {
    const first = new RunTable();
    expect(first.columns).toEqual(usualColumns);
    first.chooseColumns(['created', 'note']);
    expect(new RunTable().columns).toEqual(['note', 'created']);
    localStorage.setItem('negatoscope.run-columns', '["note","no such column"]');
    expect(new RunTable().columns).toEqual(['note']);
    localStorage.setItem('negatoscope.run-columns', '{');
    expect(new RunTable().columns).toEqual(usualColumns);
  });

  it('draws of a thousand runs only those in view, and says how many there are', async () => {
    const many = Array.from({ length: 1000 }, (_, place) =>
      makeRunSummary({ run: place + 1, name: `r${place}` }),
    );
    const onsort = vi.fn();
    const onselect = vi.fn();
    render(RunTableView, {
      runs: many,
      columns: usualColumns,
      order: { column: 'name', direction: 'ascending' },
      progressOf: () => null,
      isSelected: () => false,
      onsort,
      onselect,
      onpin: vi.fn(),
      onedit: vi.fn(),
    });
    expect(document.querySelectorAll('tr').length).toBeLessThan(40);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
    expect(screen.getByRole('columnheader', { name: 'Run' }).getAttribute('aria-sort')).toBe('ascending');
    await fireEvent.click(screen.getByText('Epochs'));
    expect(onsort).toHaveBeenCalledWith('epochs');
    await fireEvent.click(screen.getByLabelText('Select r3'));
    expect(onselect).toHaveBeenCalledWith([4], true);
  });

  it('says which of two runs in training is paused, and how far each has come', () => {
    const held = {
      run: 1,
      name: 'held',
      phase: 'paused',
      epoch: 1,
      epochs: 2,
      batch: 5,
      batches: 10,
      loss: 0.5,
      accuracy: 0.5,
      imagesPerSecond: 80,
      secondsLeft: 60,
      memoryBytes: 1,
    } as const;
    render(RunTableView, {
      runs: [
        makeRunSummary({ run: 1, name: 'held', status: 'running' }),
        makeRunSummary({ run: 2, name: 'going', status: 'running' }),
      ],
      columns: usualColumns,
      order: { column: 'name', direction: 'ascending' },
      progressOf: (run) => (run === 1 ? held : { ...held, run: 2, name: 'going', phase: 'training' }),
      isSelected: () => false,
      onsort: vi.fn(),
      onselect: vi.fn(),
      onpin: vi.fn(),
      onedit: vi.fn(),
    });
    const rowOf = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(name) });
    expect(within(rowOf('held')).getByText('Paused')).toBeTruthy();
    expect(within(rowOf('going')).getByText('Running')).toBeTruthy();
    // Half of the first of two epochs.
    const bar = within(rowOf('held')).getByRole('progressbar', { name: 'Progress of held' });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
  });
});

describe('findVisibleRows', () => {
  it('keeps the whole height whichever rows are drawn, and draws those in view', () => {
    for (const scrollTop of [0, 777, 25_000, 53_500, 99_999]) {
      const rows = findVisibleRows(1000, 54, { scrollTop, viewHeight: 540 });
      expect(rows.above + (rows.end - rows.first) * 54 + rows.below).toBe(54_000);
      const top = Math.min(scrollTop, 54_000 - 540);
      expect(rows.first * 54).toBeLessThanOrEqual(top);
      expect(rows.end * 54).toBeGreaterThanOrEqual(Math.min(54_000, top + 540));
    }
  });
});

describe('parseTags', () => {
  it('parts by commas, and drops blanks and repeats', () => {
    expect(parseTags(' a, b c ,, a')).toEqual({ tags: ['a', 'b c'] });
    expect(parseTags('')).toEqual({ tags: [] });
  });

  it('says what is too long or too many', () => {
    expect(parseTags('x'.repeat(41))).toHaveProperty('problem');
    expect(parseTags(Array.from({ length: 21 }, (_, place) => `t${place}`).join())).toHaveProperty('problem');
  });
});

describe('what is done with several runs', () => {
  it('says why runs of which one has no model make no ensemble', () => {
    const selected = [
      makeRunSummary({ run: 1, hasModel: true }),
      makeRunSummary({ run: 2, hasModel: false }),
    ];
    render(SelectionBar, { selected, onclear: vi.fn() });
    const button = screen.getByRole('button', { name: 'Make an ensemble' });
    expect(button).toHaveProperty('disabled', true);
    expect(button.title).toBe('A run without a model cannot be a member.');
  });
});
