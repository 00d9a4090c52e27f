// Runs a program in this process's place: its streams, its signals, its exit status.

import { spawn } from 'node:child_process';
import os from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

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
    /** @param {number} status */
    const end = (status) => {
      for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
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
