import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../scripts/provision/provision-problem.ts';
import { runCommand } from '../../../scripts/run-command.ts';

const node = process.execPath;

describe('runCommand', () => {
  it('gives the status and both streams', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const result = await runCommand(node, ['-e', script], { timeoutMs: 60_000 });
    expect(result).toMatchObject({ ending: 'exited', status: 3 });
    expect(result.output).toContain('out');
    expect(result.output).toContain('err');
  });

  it('tells a program that is not there', async () => {
    expect(await runCommand('no-such-program', [], { timeoutMs: 60_000 })).toMatchObject({
      ending: 'missing',
      status: null,
    });
  });

  it('stops a program that runs too long, with what it started', async () => {
    // The grandchild holds the pipe open: were it left alive, the call would not return.
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })`;
    const result = await runCommand(node, ['-e', script], { timeoutMs: 500 });
    expect(result).toMatchObject({ ending: 'timed-out', status: null });
  });

  it('stops a program that makes no progress', async () => {
    const result = await runCommand(node, ['-e', 'setInterval(() => {}, 1000)'], {
      timeoutMs: 600_000,
      stall: { limitMs: 10, measure: () => 7 },
    });
    expect(result.ending).toBe('stalled');
  });
});

describe('explainFailure', () => {
  const fail = (output: string) => explainFailure('pip', { ending: 'exited', status: 1, output });

  it('tells a full disk and a missing network apart from other failures', () => {
    expect(fail("ERROR: Could not install: [Errno 28] No space left on device: '/x'").code).toBe('disk-full');
    expect(fail('Retrying after NewConnectionError: Failed to establish a new connection').code).toBe(
      'no-network',
    );
    expect(fail('ERROR: No matching distribution found for tensorflow==9').message).toBe(
      'pip failed: ERROR: No matching distribution found for tensorflow==9',
    );
  });
});
