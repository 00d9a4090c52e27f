import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeNumberedPng } from './make-png.ts';

/**
 * Makes a folder of files in the system's folder for temporary ones. A number as content stands for a small
 * picture of its own, equal numbers for equal pictures.
 * @returns its path
 */
export function makeFolder(files: Readonly<Record<string, number | string | Buffer>>): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'negatoscope test ü '));
  addFiles(root, files);
  return root;
}

/** Adds files to a folder, or replaces those there. */
export function addFiles(root: string, files: Readonly<Record<string, number | string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'number' ? makeNumberedPng(content) : content);
  }
}
