import type { BenchmarkRow } from './benchmark.ts';

/**
 * A figure that is held against a budget, which it should stay below; one of 0 has no ratio.
 *
 * @param budgetUnit what the budget counts, where the figure's unit says more
 */
export function toBudgetRow(
  name: string,
  ours: number,
  budget: number,
  unit = 'ms',
  budgetUnit = unit,
): BenchmarkRow {
  const peerName = `none: budget ${budget} ${budgetUnit}`;
  return { name, ours, peer: null, peerName, ratio: ours === 0 ? null : budget / ours, unit };
}
