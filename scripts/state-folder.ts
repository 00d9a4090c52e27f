import path from 'node:path';
import envPaths from 'env-paths';

/** The file that set-up notes failed attempts in (Electron's download, a browser's installation). */
export function locateFailuresFile(): string {
  return path.join(envPaths('negatoscope', { suffix: '' }).cache, 'failures.json');
}
