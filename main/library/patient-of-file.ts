import { defaultPatientPatterns, type PatientPattern } from '../../shared/domain/patient.ts';
import { AppError } from '../../shared/ipc/app-error.ts';

/** Whose image a file is, as told before it is opened. */
export interface ToldPatient {
  /** The patient's key. */
  readonly key: string;
  /** Whether the user tells it, by a table or a pattern of their own, so that what the file itself says does not count. */
  readonly isSettled: boolean;
}

/** Tells a file's patient from its path relative to the dataset's folder. */
export type PatientReader = (relativePath: string) => ToldPatient;

/** What a patient's key begins with where no pattern told the patient. */
export const unknownPatientPrefix = 'file:';

/**
 * Makes a reader of patients that tries patterns in order on a file's name without its folders. The key is
 * `<pattern>:<what the group matched>`; a file that none matches is its own patient, `file:<relative path>`. Only a
 * pattern that is none of the built-in ones settles it: those know one dataset's names, and meet others by chance.
 * @throws AppError pattern-invalid for an expression that is none, or has no group named `patient`
 */
export function compilePatientPatterns(patterns: readonly PatientPattern[]): PatientReader {
  const compiled = patterns.map((pattern) => ({
    name: pattern.name,
    expression: compile(pattern.name, pattern.expression),
    isSettled: !isBuiltIn(pattern),
  }));
  return (relativePath) => {
    const fileName = relativePath.slice(relativePath.lastIndexOf('/') + 1);
    for (const { name, expression, isSettled } of compiled) {
      const patient = expression.exec(fileName)?.groups?.['patient'];
      if (patient !== undefined && patient !== '') return { key: `${name}:${patient}`, isSettled };
    }
    return { key: unknownPatientPrefix + relativePath, isSettled: false };
  };
}

function isBuiltIn({ name, expression }: PatientPattern): boolean {
  return defaultPatientPatterns.some((known) => known.name === name && known.expression === expression);
}

function compile(name: string, expression: string): RegExp {
  const describe = (problem: string, cause?: unknown): AppError =>
    new AppError(
      'pattern-invalid',
      `The patient pattern "${name}" ${problem}: ${expression}. Expected a JavaScript regular expression with a group named "patient", such as ^person(?<patient>\\d+)_.`,
      { pattern: name },
      { cause },
    );
  try {
    // an empty alternative matches anything, and its match names every group there is
    const groups = new RegExp(`${expression}|`).exec('')?.groups ?? {};
    if (!('patient' in groups)) throw describe('has no group named "patient"');
    return new RegExp(expression);
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : describe('is not a regular expression', thrown);
  }
}
