import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const cli = path.resolve(import.meta.dirname, '../../../main/cli.ts');

export interface CliResult {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line at work. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliResult>;
  /** Resolves when standard error has held a text. */
  waitForText(text: string | RegExp): Promise<void>;
  /** Process id of its trainer, once that runs. */
  findTrainer(): number;
}

/** What npx starts, which starts the command line. */
export const npxScript = path.resolve(import.meta.dirname, '../../../scripts/negatoscope.mjs');

/** Starts the command line as a shell would, in a process of its own. */
export function spawnCli(
  args: readonly string[],
  environment: Record<string, string> = {},
  script = cli,
): RunningCli {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    for (const watch of watchers) watch();
  });
  const ended = once(child, 'close').then(() => ({ status: child.exitCode, stdout, stderr }));
  return {
    child,
    ended,
    async waitForText(text) {
      const seen = new Promise<void>((resolve) => {
        const watch = (): void => {
          if (typeof text === 'string' ? stderr.includes(text) : text.test(stderr)) resolve();
        };
        watchers.add(watch);
        watch();
      });
      const early = ended.then((result) => {
        throw new Error(`ended before "${String(text)}": ${JSON.stringify(result)}`);
      });
      early.catch(() => undefined);
      await Promise.race([seen, early]);
    },
    findTrainer() {
      const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
      const line = processes
        .split('\n')
        .map((text) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(text))
        .find((match) => Number(match?.[2]) === child.pid && match?.[3]?.includes('trainer'));
      if (line?.[1] === undefined) throw new Error('there is no trainer');
      return Number(line[1]);
    },
  };
}

/** Runs the command line to its end. */
export async function runCli(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<CliResult> {
  return await spawnCli(args, environment).ended;
}
