// npm start [-- --browser | --electron] [--no-open] [the app's own flags]

import path from 'node:path';
import { explainNoWindow } from '../electron/find-electron.ts';
import { fetchElectron } from '../electron/fetch-electron.ts';
import { say } from '../progress.ts';
import { projectFolder } from '../project-paths.ts';
import { runForeground } from '../run-foreground.mjs';
import { setUp } from '../set-up.ts';

/** Electron that ends with a failure this soon never showed its window. */
const SHORT_LIFE_MS = 8000;

const flags = new Set(process.argv.slice(2));
const appArguments = process.argv.slice(2).filter((flag) => flag !== '--browser' && flag !== '--electron');
process.exitCode = (await setUp()) ? await start() : 1;

async function start(): Promise<number> {
  if (flags.has('--browser')) return startBrowserMode();
  const noWindow = flags.has('--electron') ? null : explainNoWindow();
  const electron =
    noWindow === null
      ? await fetchElectron(flags.has('--electron'))
      : ({ status: 'missing', reason: noWindow } as const);
  if (electron.status === 'missing') {
    say(`No Electron window (${electron.reason}): the same app runs in the browser.`);
    return startBrowserMode();
  }
  const startedMs = Date.now();
  const status = await runForeground(electron.program, [projectFolder, ...appArguments], {
    env: toElectronEnvironment(),
  });
  if (status === 0 || status > 128 || Date.now() - startedMs > SHORT_LIFE_MS) return status;
  say(`Electron ended at once (status ${status}): the same app runs in the browser.`);
  return startBrowserMode();
}

function startBrowserMode(): Promise<number> {
  return runForeground(process.execPath, [path.join(projectFolder, 'main', 'browser.ts'), ...appArguments]);
}

/** Inside some editors' terminals this variable is set; with it Electron would be a plain Node. */
function toElectronEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  delete environment['ELECTRON_RUN_AS_NODE'];
  return environment;
}
