import { setImmediate as giveWay } from 'node:timers/promises';
import type { Stretch } from '../db/stretch.ts';

/** Rows that are read before others are answered: those of a hundred thousand images would keep them waiting. */
const rowsATurn = 10_000;

/**
 * Reads rows in turns.
 *
 * @param list gives a stretch of rows; a short one ends them
 */
export async function readInTurns<Row>(list: (stretch: Stretch) => readonly Row[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const stretch = list({ from: rows.length, limit: rowsATurn });
    for (const row of stretch) rows.push(row);
    if (stretch.length < rowsATurn) return rows;
    await giveWay();
  }
}
