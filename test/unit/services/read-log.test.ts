import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from '../../../main/log.ts';
import { readLog } from '../../../main/services/read-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'read-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('reads what the app logs, the last lines, oldest first', async () => {
  const log = openLog(folder, { front: 'browser' });
  for (const run of [1, 2, 3]) log.warn({ run }, `run ${run} is over`);
  const entries = await readLog(folder, 2);
  expect(entries.map(({ level, message }) => [level, message])).toEqual([
    ['warn', 'run 2 is over'],
    ['warn', 'run 3 is over'],
  ]);
  expect(JSON.parse(entries[1]?.details ?? '')).toMatchObject({ front: 'browser', run: 3 });
});

it('reads the newest log, leaving out lines that are cut or none', async () => {
  const line = (message: string): string =>
    JSON.stringify({ level: 30, time: '2026-03-04T10:00:00Z', msg: message });
  writeFileSync(path.join(folder, 'negatoscope-2026-03-03.log'), `${line('old')}\n`);
  writeFileSync(
    path.join(folder, 'negatoscope-2026-03-04.log'),
    `no json\n${line('new')}\n[1]\n{"level":30,"ti`,
  );
  writeFileSync(path.join(folder, 'z.log'), `${line('another program')}\n`);
  expect(await readLog(folder, 10)).toEqual([
    { time: '2026-03-04T10:00:00Z', level: 'info', message: 'new', details: '' },
  ]);
});

it('reads the end of a long log', async () => {
  const lines = Array.from({ length: 20_000 }, (_, place) =>
    JSON.stringify({ level: 30, time: '2026-03-04T10:00:00Z', msg: `line ${place}` }),
  );
  writeFileSync(path.join(folder, 'negatoscope-2026-03-04.log'), `${lines.join('\n')}\n`);
  const entries = await readLog(folder, 1000);
  expect(entries).toHaveLength(1000);
  expect(entries.at(-1)?.message).toBe('line 19999');
});

it('finds nothing where there is no folder', async () => {
  expect(await readLog(path.join(folder, 'gone'), 10)).toEqual([]);
});
