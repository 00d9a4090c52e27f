import { AppError } from '../../shared/ipc/app-error.ts';

/** Names, in lower case without punctuation, by which datasets call images without the finding. */
const negativeNames: ReadonlySet<string> = new Set([
  '0',
  'absent',
  'benign',
  'clear',
  'control',
  'controls',
  'false',
  'healthy',
  'neg',
  'negative',
  'no',
  'nofinding',
  'nofindings',
  'none',
  'nonpneumonia',
  'nopneumonia',
  'nontb',
  'normal',
]);

/**
 * Orders the classes of a dataset and says which one is the finding. Of two classes that is the one the user
 * names; else the one that isn't called normal, negative, healthy, no finding, 0 or the like; else the last
 * in alphabetical order. With more or fewer classes there is none.
 * @param wanted the user's choice, or null
 * @returns the names, the negative one first where there are two, and the positive one or null
 * @throws AppError input-invalid when the class wanted isn't there, or there are not two
 */
export function choosePositiveClass(
  classNames: Iterable<string>,
  wanted: string | null,
): { names: string[]; positiveClass: string | null } {
  const names = [...classNames].sort((first, second) => (first < second ? -1 : 1));
  const positive = wanted?.normalize('NFC') ?? null;
  if (positive !== null && (names.length !== 2 || !names.includes(positive))) {
    throw new AppError(
      'input-invalid',
      `The positive class "${positive}" must be one of two classes; found ${names.join(', ')}.`,
      { positiveClass: positive },
    );
  }
  if (names.length !== 2) return { names, positiveClass: null };
  const positiveClass = positive ?? names.findLast((name) => !isNegative(name)) ?? names[1] ?? null;
  return { names: names.sort((first) => (first === positiveClass ? 1 : -1)), positiveClass };
}

function isNegative(name: string): boolean {
  return negativeNames.has(name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
}
