// Runs a program in this process's place: its streams, its signals, its exit status.

import { spawn } from 'node:child_process';
import os from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ORPHAN_CHECK_INTERVAL_MS = 500;

/**
 * Runs a program in the foreground and waits for it. Signals are passed on, except a terminal's Ctrl-C, which the
 * terminal itself has already sent to every process in front.
 * @param {string} file
 * @param {readonly string[]} programArguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>} its exit status; 128 plus the signal's number when it was killed; 127 when it is not there
 */
export function runForeground(file, programArguments, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, programArguments, { stdio: 'inherit', ...options });
    const isAtTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      if (signal === 'SIGINT' && isAtTerminal) return;
      child.kill(signal);
    };
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    const stopWatching = watchParent(() => child.kill('SIGTERM'));
    /** @param {number} status */
    const end = (status) => {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
      stopWatching();
      resolve(status);
    };
    child.on('error', (error) => {
      process.stderr.write(`${file} could not be started: ${error.message}\n`);
      end(127);
    });
    child.on('exit', (status, signal) =>
      end(status ?? 128 + (signal === null ? 0 : os.constants.signals[signal])),
    );
  });
}

/**
 * npm and npx pass a signal to the shell between them and this process, and some shells die of it without passing it
 * on; without this the program would live on unseen. Returns what ends the watch.
 * @param {() => void} onOrphaned
 * @returns {() => void}
 */
function watchParent(onOrphaned) {
  if (process.env['npm_command'] === undefined) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, ORPHAN_CHECK_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
