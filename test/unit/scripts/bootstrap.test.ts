import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const scripts = path.join(import.meta.dirname, '..', '..', '..', 'scripts');

describe('bootstrap.mjs', () => {
  it('names an unknown task and fails', () => {
    const result = spawnSync(process.execPath, [path.join(scripts, 'bootstrap.mjs'), 'nonsense'], {
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stderr).toBe('There is no task "nonsense"; `npm run` lists them.\n');
    expect(result.stdout).toBe('');
  });
});

describe('negatoscope.mjs', () => {
  it('says in one line that set-up has not run', () => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'not-set-up-'));
    cpSync(scripts, path.join(root, 'scripts'), { recursive: true });
    const result = spawnSync(process.execPath, [path.join(root, 'scripts', 'negatoscope.mjs'), 'doctor'], {
      encoding: 'utf8',
    });
    rmSync(root, { recursive: true });
    expect(result.status).toBe(1);
    expect(result.stderr).toBe('Negatoscope is not set up here yet: run `npm run setup` first.\n');
    expect(result.stdout).toBe('');
  });
});

describe.skipIf(process.platform === 'win32')('runForeground (signals, which Windows lacks)', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'run-foreground-'));
    const call = `import { runForeground } from ${JSON.stringify(path.join(scripts, 'run-foreground.mjs'))};
      process.exitCode = await runForeground(process.execPath, ['-e', process.argv[2]]);`;
    writeFileSync(path.join(folder, 'outer.mjs'), call);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (inner: string) =>
    spawn(process.execPath, [path.join(folder, 'outer.mjs'), inner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const end = (child: ReturnType<typeof start>) =>
    new Promise<number | null>((resolve) => child.on('exit', resolve));

  it("ends with the program's status, or 128 and the signal that killed it", async () => {
    expect(await end(start('process.exitCode = 7'))).toBe(7);
    expect(await end(start('process.kill(process.pid, "SIGKILL")'))).toBe(137);
  });

  it('passes signals on and lets the program end in its own way', async () => {
    const child = start(
      'process.on("SIGTERM", () => process.exit(42)); setInterval(() => {}, 1000); console.log("ready")',
    );
    child.stdout.once('data', () => child.kill('SIGTERM'));
    expect(await end(child)).toBe(42);
  });
});
