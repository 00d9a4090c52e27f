import { nameSchema } from '../shared/domain/name.ts';
import { describeError } from './text/describe.ts';

/** What is wrong with the name of a dataset or a run, blanks at its ends aside; null where nothing is. */
export function findNameProblem(name: string): string | null {
  const parsed = nameSchema.safeParse(name.trim());
  if (parsed.success) return null;
  const reason = parsed.error.issues[0]?.message ?? 'it cannot be used';
  return describeError({ code: 'name-invalid', message: `Choose another name: ${reason}.`, details: {} });
}
