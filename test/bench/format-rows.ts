import os from 'node:os';
import { formatTable } from '../../main/commands/format-table.ts';
import type { BenchmarkRow } from './benchmark.ts';

/** The rows as a table, after a line on where and when they were measured. */
export function formatRows(rows: readonly BenchmarkRow[], command: string): string {
  const table = formatTable(
    [['BENCHMARK'], ['OURS', 'right'], ['PEER', 'right'], ['UNIT'], ['RATIO', 'right'], ['AGAINST']],
    rows.map(({ name, ours, peer, unit, ratio, peerName }) => [
      name,
      formatFigure(ours),
      formatFigure(peer),
      unit,
      ratio === null ? '-' : ratio.toFixed(2),
      peerName,
    ]),
  );
  return `${command}\n${describeMachine()}\n\n${table}\n\nA ratio above 1: ours is better.`;
}

/** Processor, cores and memory in words. */
function describeMachine(): string {
  const model = os.cpus()[0]?.model.trim() ?? 'an unnamed processor';
  const gigabytes = Math.round(os.totalmem() / 1e9);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${model}, ${os.availableParallelism()} cores, ${gigabytes} GB, ${process.platform}, Node ${process.versions.node}`;
}

function formatFigure(figure: number | null): string {
  if (figure === null) return '-';
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(1);
}
