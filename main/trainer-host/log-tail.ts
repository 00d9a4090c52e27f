import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const longestLine = 500;

/**
 * The last lines that a process printed, for the log of a crash. Paths outside the app are blanked, since the
 * name of a user's file may name a patient.
 */
export class LogTail {
  readonly #lines: string[] = [];
  readonly #appFolder: string;
  readonly #limit: number;

  /**
   * @param appFolder paths within it stay readable
   * @param limit number of lines kept
   */
  constructor(appFolder: string, limit = 20) {
    this.#appFolder = appFolder;
    this.#limit = limit;
  }

  /** Keeps the last lines of `stream`, among those of the streams already followed. */
  follow(stream: Readable): void {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      this.#lines.push(blankPaths(line.slice(0, longestLine), this.#appFolder));
      if (this.#lines.length > this.#limit) this.#lines.shift();
    });
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}

/**
 * Replaces absolute paths by `<path>`, and the app's own folder by `<app>`. A path ends at a quote, a bracket,
 * a colon or the line's end, but not at a blank: folders have blanks in their names.
 */
export function blankPaths(line: string, appFolder: string): string {
  return line
    .replaceAll('file://', '')
    .replaceAll(appFolder, '<app>')
    .replaceAll(/(?<![\w<>.])(?:[A-Za-z]:\\|\/)[^:'"`()[\]{}]*[^:'"`()[\]{}\s]/g, '<path>');
}
