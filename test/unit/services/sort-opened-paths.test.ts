import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sortOpenedPaths } from '../../../main/services/sort-opened-paths.ts';

it('tells files from folders, in their order, and leaves out what is gone', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'opened-'));
  const at = (name: string): string => path.join(root, name);
  writeFileSync(at('b.png'), '');
  writeFileSync(at('a.dcm'), '');
  mkdirSync(at('images'));
  expect(await sortOpenedPaths([at('b.png'), at('images'), at('gone.png'), at('a.dcm')])).toEqual({
    files: [at('b.png'), at('a.dcm')],
    folders: [at('images')],
  });
  rmSync(root, { recursive: true });
});
