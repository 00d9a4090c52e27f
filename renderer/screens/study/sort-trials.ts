import { monitorModes, monitorNames, type MonitorName } from '../../../shared/domain/monitor.ts';
import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import type { Trial } from '../../../shared/domain/study.ts';

export type TrialColumn = 'number' | 'seconds' | MonitorName | RunSettingName;

export interface TrialOrder {
  readonly column: TrialColumn;
  readonly direction: 'ascending' | 'descending';
}

/** The order in which trials are made. */
export const byNumber: TrialOrder = { column: 'number', direction: 'ascending' };

/** The trials in an order; those without a value come last either way, equals in the order of their numbers. */
export function sortTrials(trials: readonly Trial[], { column, direction }: TrialOrder): readonly Trial[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return trials.toSorted((first, second) => {
    const [left, right] = [readValue(first, column), readValue(second, column)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null) || first.number - second.number;
    }
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right));
    return sign * order || first.number - second.number;
  });
}

/** The order that pressing a column's head gives: the other direction, or of a figure the best first. */
export function toggleTrialOrder(order: TrialOrder, column: TrialColumn): TrialOrder {
  if (order.column === column) {
    return { column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  }
  return {
    column,
    direction: isFigure(column) && monitorModes[column] === 'max' ? 'descending' : 'ascending',
  };
}

function readValue(trial: Trial, column: TrialColumn): string | number | null {
  if (column === 'number' || column === 'seconds') return trial[column];
  if (isFigure(column)) return trial.figures?.[column] ?? null;
  const value = trial.settings[column] ?? null;
  return typeof value === 'boolean' ? Number(value) : value;
}

function isFigure(column: TrialColumn): column is MonitorName {
  return monitorNames.some((name) => name === column);
}
