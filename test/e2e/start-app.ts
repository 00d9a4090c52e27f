import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The app in browser mode with a data folder of its own. */
export interface RunningApp {
  readonly home: string;
  /** The address it prints, key included. */
  readonly address: string;
  readonly process: ChildProcess;
  /** Its trainer's process number; null while there is none. */
  close(): Promise<void>;
}

/**
 * Starts browser mode as `npm start -- --browser --no-open` does, and waits for the line with its address.
 *
 * @param home data folder; kept when the app closes
 */
export async function startApp(home: string): Promise<RunningApp> {
  return await start(home, ['--home', home], {});
}

/**
 * Starts browser mode without naming a data folder: it looks for one in the platform's folder for application data.
 *
 * @param dataFolder takes that folder's place; Linux alone
 */
export async function startUnnamedApp(dataFolder: string): Promise<RunningApp> {
  return await start(path.join(dataFolder, 'negatoscope'), [], { XDG_DATA_HOME: dataFolder });
}

async function start(
  home: string,
  words: readonly string[],
  environment: Record<string, string>,
): Promise<RunningApp> {
  const child = spawn(process.execPath, [path.join(root, 'main', 'browser.ts'), ...words, '--no-open'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
  const address = await readAddress(child);
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return { home, address, process: child, close };
}

async function readAddress(child: ChildProcess): Promise<string> {
  let printed = '';
  return await new Promise((resolve, reject) => {
    child.stderr?.on('data', (text: Buffer) => (printed += text.toString()));
    child.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(printed);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`the app ended before it was ready:\n${printed}`)));
  });
}
