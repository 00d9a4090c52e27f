import { patientPatternSchema, type PatientPattern } from '../shared/domain/patient.ts';
import { t } from './text/t.ts';

/** A patient pattern while it's being typed. */
export interface DraftPattern {
  name: string;
  expression: string;
}

/** What is wrong with one pattern of a list, in words; null where nothing is. */
export function findPatternProblem(patterns: readonly DraftPattern[], position: number): string | null {
  const pattern = patterns[position];
  if (pattern === undefined) return null;
  const issue = patientPatternSchema.safeParse(pattern).error?.issues[0];
  if (issue?.path[0] === 'name') return t('pattern.problem-name');
  if (issue !== undefined) return t('pattern.problem-expression-length');
  if (patterns.findIndex(({ name }) => name === pattern.name) !== position)
    return t('pattern.problem-name-twice');
  const groups = readGroupNames(pattern);
  if (groups === null) return t('pattern.problem-expression');
  return groups.includes('patient') ? null : t('pattern.problem-group');
}

/**
 * The patient that a file's name says under the first pattern that matches, as `<pattern>:<group>`; null
 * where none does and the file would be its own patient. Patterns still being typed are passed over.
 */
export function readPatientFrom(patterns: readonly PatientPattern[], fileName: string): string | null {
  for (const pattern of patterns) {
    const patient = toExpression(pattern)?.exec(fileName)?.groups?.['patient'];
    if (patient !== undefined && patient !== '') return `${pattern.name}:${patient}`;
  }
  return null;
}

/** The groups that an expression names; null where it is no regular expression. */
function readGroupNames({ expression }: DraftPattern): readonly string[] | null {
  // An empty alternative matches anything, and its match names every group there is.
  const match = toExpression({ expression: `${expression}|` })?.exec('') ?? null;
  return match === null ? null : Object.keys(match.groups ?? {});
}

function toExpression({ expression }: Pick<PatientPattern, 'expression'>): RegExp | null {
  try {
    return new RegExp(expression);
  } catch {
    return null;
  }
}
