import type { RunColumn } from './sort-runs.ts';

/** How a column of the list of runs stands; the run's name is always there and takes what is left. */
export interface ColumnLook {
  readonly width: string;
  readonly isNumber: boolean;
  /** Shown unless chosen otherwise. */
  readonly isUsual: boolean;
}

/** The columns that may be chosen, in their order from left to right. */
export const columnLooks: Readonly<Record<Exclude<RunColumn, 'name'>, ColumnLook>> = {
  status: { width: '7rem', isNumber: false, isUsual: true },
  rocAuc: { width: '6rem', isNumber: true, isUsual: true },
  accuracy: { width: '6.75rem', isNumber: true, isUsual: true },
  valLoss: { width: '5.5rem', isNumber: true, isUsual: false },
  epochs: { width: '5rem', isNumber: true, isUsual: true },
  dataset: { width: '6.75rem', isNumber: false, isUsual: true },
  preset: { width: '5.75rem', isNumber: false, isUsual: true },
  tags: { width: '10rem', isNumber: false, isUsual: false },
  note: { width: '14rem', isNumber: false, isUsual: false },
  engine: { width: '9rem', isNumber: false, isUsual: false },
  created: { width: '7.25rem', isNumber: false, isUsual: true },
};

export type ChosenColumn = keyof typeof columnLooks;

export const choosableColumns = Object.keys(columnLooks) as ChosenColumn[];

export const usualColumns: readonly ChosenColumn[] = choosableColumns.filter(
  (column) => columnLooks[column].isUsual,
);
