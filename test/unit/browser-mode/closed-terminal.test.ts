import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApp } from '../../e2e/start-app.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'closed-terminal-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));

test.skipIf(process.platform === 'win32')(
  `browser mode closes its library when its terminal is gone${process.platform === 'win32' ? ' (skipped: Windows has no such signal)' : ''}`,
  async () => {
    const { process: child } = await startApp(home);
    const ended = once(child, 'exit');
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.kill('SIGHUP');
    expect(await ended).toEqual([0, null]);
  },
);
