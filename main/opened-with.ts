import path from 'node:path';
import { appAddress } from '../shared/ipc/channels.ts';

/** What the app was opened with: files and folders to look at, and a place in the app to show. */
export interface OpenedWith {
  /** Absolute. */
  readonly paths: readonly string[];
  /** Such as `#/runs/5`; null where none was named. */
  readonly hash: string | null;
}

/**
 * Finds what the app was opened with on its command line. Flags are Chromium's or the app's own, and a file
 * that does not exist is nothing.
 *
 * @param args the arguments after the executable, and after the app's folder where Electron was given one
 * @param exists whether there is a file or folder of an absolute path
 */
export function findOpenedWith(
  args: readonly string[],
  workingFolder: string,
  exists: (file: string) => boolean,
): OpenedWith {
  const words = args.filter((word, place) => !word.startsWith('-') && !isValueOfFlag(args[place - 1]));
  const paths = words.map((word) => path.resolve(workingFolder, word)).filter((file) => exists(file));
  const hash = words.map(toHash).find((found) => found !== null);
  return { paths, hash: hash ?? null };
}

/** `--home DIR` and `--engine NAME` may have their value in a word of its own. */
function isValueOfFlag(word: string | undefined): boolean {
  return word === '--home' || word === '--engine';
}

/**
 * The place in the app that a link names, such as `negatoscope://app/#/runs/5`; null for any other address. It
 * is only ever read as a route.
 */
export function toHash(address: string): string | null {
  if (!address.startsWith(appAddress)) return null;
  const hash = URL.parse(address)?.hash ?? '';
  return hash === '' ? null : hash;
}
