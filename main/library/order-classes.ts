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

/** What a user says of a dataset's classes; null leaves it to their names. */
export interface WantedClasses {
  /** The finding, of two classes. */
  readonly positiveClass: string | null;
  /** The class without a finding, of any number. */
  readonly negativeClass: string | null;
}

/**
 * Orders the classes of a dataset, the negative one first: the one that the user names, or of two the other
 * than the finding that the user names; else the one that is called normal, negative, healthy, no finding, 0 or
 * the like, and of several such, or none, the first in alphabetical order. The findings stand in that order too.
 *
 * @throws AppError input-invalid when a class wanted isn't there, or a positive one is named of more than two
 */
export function orderClasses(classNames: Iterable<string>, wanted: WantedClasses): string[] {
  const names = [...classNames].sort((first, second) => (first < second ? -1 : 1));
  const negative = findNegative(names, wanted);
  return [...names.filter((name) => name === negative), ...names.filter((name) => name !== negative)];
}

function findNegative(names: readonly string[], wanted: WantedClasses): string | undefined {
  const [positive, negative] = [wanted.positiveClass, wanted.negativeClass].map((name) =>
    name?.normalize('NFC'),
  );
  if (positive !== undefined && (names.length !== 2 || !names.includes(positive))) {
    throw new AppError(
      'input-invalid',
      `The positive class "${positive}" must be one of two classes; found ${names.join(', ')}.${names.length > 2 ? ' Of more than two, name the negative class.' : ''}`,
      { positiveClass: positive },
    );
  }
  if (negative !== undefined && (negative === positive || !names.includes(negative))) {
    throw new AppError(
      'input-invalid',
      `The negative class "${negative}" must be one of the classes${positive === undefined ? '' : ', and another than the positive one'}; found ${names.join(', ')}.`,
      { negativeClass: negative },
    );
  }
  return (
    negative ??
    names.find((name) => (positive === undefined ? isNegative(name) : name !== positive)) ??
    names[0]
  );
}

function isNegative(name: string): boolean {
  return negativeNames.has(name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
}
