import type { z } from 'zod';
import { AppError } from '../shared/ipc/app-error.ts';
import { type MethodName, methods, type ParsedInput } from '../shared/ipc/contract.ts';

/** Whether a method of that name is in the contract. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/**
 * Parses a method's input, defaults filled in.
 *
 * @throws AppError input-invalid, naming the field; name-invalid where it is the name of a dataset or a run
 */
export function parseInput<Name extends MethodName>(name: Name, input: unknown): ParsedInput<Name> {
  const schema: z.ZodType = methods[name].input;
  const result = schema.safeParse(input);
  // The compiler cannot see that the schema found by a name gives that name's type.
  if (result.success) return result.data as ParsedInput<Name>;
  throw toInputError(name, result.error);
}

function toInputError(method: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const reason = issue?.message ?? 'it is not what the method takes';
  if (field === 'name') {
    return new AppError('name-invalid', `This name will not do: ${reason}.`, { field });
  }
  return new AppError(
    'input-invalid',
    `${method} was given something it does not take${field === '' ? '' : `, in the field "${field}"`}: ${reason}.`,
    { method, field },
  );
}
