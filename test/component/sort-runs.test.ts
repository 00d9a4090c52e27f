import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../shared/domain/run.ts';
import { sortRuns, toggleOrder } from '../../renderer/screens/runs/sort-runs.ts';
import { makeRunSummary } from './fake-app.ts';

function withAuc(run: number, name: string, valRocAuc: number | null): RunSummary {
  const metrics = { loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5, learningRate: 1, seconds: 1 };
  const best = valRocAuc === null ? null : { epoch: 1, ...metrics, imagesPerSecond: 1, valRocAuc };
  return makeRunSummary({ run, name, best });
}

const runs = [
  withAuc(1, 'run 10', 0.9),
  withAuc(2, 'Run 9', null),
  withAuc(3, 'run 2', 0.95),
  withAuc(4, 'x', 0.9),
];

function ids(list: readonly RunSummary[]): number[] {
  return list.map(({ run }) => run);
}

describe('sortRuns', () => {
  it('puts the best first, equals newest first, and runs without a value last either way', () => {
    expect(ids(sortRuns(runs, { column: 'rocAuc', direction: 'descending' }))).toEqual([3, 4, 1, 2]);
    expect(ids(sortRuns(runs, { column: 'rocAuc', direction: 'ascending' }))).toEqual([4, 1, 3, 2]);
  });

  it('reads numbers in names as numbers, whatever the case', () => {
    expect(ids(sortRuns(runs, { column: 'name', direction: 'ascending' }))).toEqual([3, 2, 1, 4]);
  });

  it('leaves the list it was given alone', () => {
    const before = [...runs];
    sortRuns(runs, { column: 'name', direction: 'descending' });
    expect(runs).toEqual(before);
  });
});

describe('toggleOrder', () => {
  it('turns a column round, and begins another with what one wants to see first', () => {
    expect(toggleOrder({ column: 'name', direction: 'ascending' }, 'name').direction).toBe('descending');
    expect(toggleOrder({ column: 'name', direction: 'ascending' }, 'rocAuc').direction).toBe('descending');
    expect(toggleOrder({ column: 'rocAuc', direction: 'descending' }, 'dataset').direction).toBe('ascending');
  });
});
