import type { RunSummary } from '../../../shared/domain/run.ts';

export const runColumns = [
  'name',
  'status',
  'rocAuc',
  'accuracy',
  'valLoss',
  'epochs',
  'dataset',
  'preset',
  'tags',
  'note',
  'engine',
  'created',
] as const;
export type RunColumn = (typeof runColumns)[number];

export interface RunOrder {
  readonly column: RunColumn;
  readonly direction: 'ascending' | 'descending';
}

const valueOf: Readonly<Record<RunColumn, (run: RunSummary) => string | number | null>> = {
  name: ({ name }) => name,
  status: ({ status }) => status,
  dataset: ({ dataset }) => dataset,
  preset: ({ preset }) => preset,
  engine: ({ engine }) => engine,
  epochs: ({ epochsDone }) => epochsDone,
  rocAuc: ({ best }) => best?.valRocAuc ?? null,
  accuracy: ({ best }) => best?.valAccuracy ?? null,
  valLoss: ({ best }) => best?.valLoss ?? null,
  tags: ({ annotation }) => annotation.tags.join(', ') || null,
  note: ({ annotation }) => annotation.note || null,
  created: ({ createdAt }) => Date.parse(createdAt),
};

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * The runs in an order, pinned ones before the others. Those without a value come last either way; equals
 * keep newest first.
 */
export function sortRuns(
  runs: readonly RunSummary[],
  { column, direction }: RunOrder,
): readonly RunSummary[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return runs.toSorted((a, b) => {
    if (a.annotation.isPinned !== b.annotation.isPinned) return a.annotation.isPinned ? -1 : 1;
    const [left, right] = [valueOf[column](a), valueOf[column](b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null) || b.run - a.run;
    }
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right));
    return sign * order || b.run - a.run;
  });
}

/** The order that pressing a column's head gives: the other direction, or a new column's first one. */
export function toggleOrder(order: RunOrder, column: RunColumn): RunOrder {
  if (order.column === column) {
    return { column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
  }
  // Of names and losses one wants the first, of other figures and dates the largest.
  const isLargestFirst = ['rocAuc', 'accuracy', 'epochs', 'created'].includes(column);
  return { column, direction: isLargestFirst ? 'descending' : 'ascending' };
}
