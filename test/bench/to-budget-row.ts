import type { BenchmarkRow } from './benchmark.ts';

/** A time that is held against a budget, in milliseconds; what took none has no ratio. */
export function toBudgetRow(name: string, ours: number, budgetMs: number): BenchmarkRow {
  const peerName = `none: budget ${budgetMs} ms`;
  return { name, ours, peer: null, peerName, ratio: ours === 0 ? null : budgetMs / ours, unit: 'ms' };
}
