// Brings node_modules in line with package-lock.json, and only when it is not.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findNode24, hasNode24Package, projectFolder } from './node24.mjs';
import { runForeground } from './run-foreground.mjs';

const NPM_MAJOR_NEEDED = 9;
const TERMINAL_INTERVAL_MS = 500;
const LOG_INTERVAL_MS = 5000;

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Installs the locked packages unless they are there already: as stamped by an earlier run, or as npm's own record in
 * node_modules says. An interrupted installation leaves no stamp, so the next run starts it again.
 * @returns {Promise<number>} npm's exit status; 0 when there was nothing to do
 */
export async function installPackages() {
  const hash = hashLockFile();
  if (readStamp() === hash && findNode24() !== null) return 0;
  if (!isInstalledByNpm() || findNode24() === null) {
    rmSync(stampFile(), { force: true });
    const status = await runNpmCi();
    if (status !== 0) return status;
  }
  writeFileSync(stampFile(), hash);
  return 0;
}

/** Whether set-up has installed the packages at some time, be they the newest or not. */
export function hasInstalledPackages() {
  return existsSync(stampFile());
}

/**
 * Whether everything the lock file asks for is what is installed. Optional packages of other systems may be absent.
 * @param {LockedPackages} locked the lock file's packages
 * @param {LockedPackages} installed the packages of npm's record, `node_modules/.package-lock.json`
 */
function isInSync(locked, installed) {
  return Object.entries(locked).every(([name, wanted]) => {
    const found = installed[name];
    if (name === '') return true;
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version;
  });
}

function isInstalledByNpm() {
  const locked = readPackages(path.join(projectFolder, 'package-lock.json'));
  const installed = readPackages(path.join(projectFolder, 'node_modules', '.package-lock.json'));
  if (locked === null || installed === null || !isInSync(locked, installed)) return false;
  // The record may outlive a package that was deleted by hand.
  return Object.keys(installed).every(
    (name) => name === '' || existsSync(path.join(projectFolder, name, 'package.json')),
  );
}

/** @returns {Promise<number>} */
async function runNpmCi() {
  const npm = findNpm();
  const version = spawnSync(npm.file, [...npm.arguments, '--version'], {
    encoding: 'utf8',
    shell: npm.isShell,
  });
  const major = Number.parseInt(version.stdout, 10);
  if (!(major >= NPM_MAJOR_NEEDED)) {
    const received = Number.isNaN(major) ? 'was not found' : `is ${version.stdout.trim()}`;
    tell(
      `npm ${received}; version ${NPM_MAJOR_NEEDED} or newer is needed (it comes with Node 20 and newer).`,
    );
    return 1;
  }
  tell('Installing the packages …');
  const stopProgress = showInstallProgress();
  const status = await runForeground(
    npm.file,
    [...npm.arguments, 'ci', '--loglevel=error', '--no-progress'],
    {
      cwd: projectFolder,
      // npm speaks on standard error too: standard output belongs to the command that set-up is for.
      stdio: ['ignore', process.stderr, process.stderr],
      ...(npm.isShell ? { shell: true } : {}),
    },
  );
  const seconds = stopProgress();
  if (status !== 0) tell(`Installing the packages failed (npm's status ${status}); the lines above say why.`);
  else if (findNode24() === null && hasNode24Package())
    tell(
      'npm left out the Node 24 package, which is optional to it: see that `omit=optional` is not set, and try again.',
    );
  else tell(`Installing the packages: done (${seconds} s)`);
  return status === 0 && findNode24() === null ? 1 : status;
}

/** The npm that started this, else the one on the path. */
function findNpm() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    const node = process.env['npm_node_execpath'] ?? process.execPath;
    return { file: node, arguments: [script], isShell: false };
  }
  // On Windows npm is a batch file, which only a shell starts.
  return { file: 'npm', arguments: [], isShell: process.platform === 'win32' };
}

/** Tells every few seconds how many of the locked packages are in place; returns what stops it and gives the seconds. */
function showInstallProgress() {
  const startedMs = Date.now();
  const locked = readPackages(path.join(projectFolder, 'package-lock.json')) ?? {};
  const needed = Object.keys(locked).filter((name) => name !== '' && locked[name]?.optional !== true);
  const isTerminal = process.stderr.isTTY;
  const elapsed = () => ((Date.now() - startedMs) / 1000).toFixed(0);
  const timer = setInterval(
    () => {
      const done = needed.filter((name) => existsSync(path.join(projectFolder, name, 'package.json'))).length;
      const line = `Installing the packages … ${done} of about ${needed.length}, ${elapsed()} s`;
      if (isTerminal) process.stderr.write(`\r\x1b[K${line}`);
      else tell(line);
    },
    isTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS,
  );
  timer.unref();
  return () => {
    clearInterval(timer);
    if (isTerminal) process.stderr.write('\r\x1b[K');
    return elapsed();
  };
}

function hashLockFile() {
  return createHash('sha256')
    .update(readFileSync(path.join(projectFolder, 'package-lock.json')))
    .digest('hex');
}

function stampFile() {
  return path.join(projectFolder, 'node_modules', '.negatoscope-setup');
}

function readStamp() {
  return existsSync(stampFile()) ? readFileSync(stampFile(), 'utf8') : null;
}

/**
 * @param {string} file
 * @returns {LockedPackages | null}
 */
function readPackages(file) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    return isLock(lock) ? lock.packages : null;
  } catch {
    return null;
  }
}

/**
 * npm writes these files; that there are packages at all is what an interrupted or foreign one may lack.
 * @param {unknown} value
 * @returns {value is { packages: LockedPackages }}
 */
function isLock(value) {
  return (
    typeof value === 'object' && value !== null && 'packages' in value && typeof value.packages === 'object'
  );
}

/** @param {string} line */
function tell(line) {
  process.stderr.write(`${line}\n`);
}
