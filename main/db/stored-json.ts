import { z } from 'zod';
import { AppError } from '../../shared/ipc/app-error.ts';

type StoredJson<Schema extends z.ZodType> = z.ZodPipe<
  z.ZodPipe<z.ZodString, z.ZodTransform<unknown, string>>,
  Schema
>;

/**
 * A schema for a column that holds JSON: parses the text and then the value.
 *
 * @throws (on parse) AppError database-damaged where the text is not JSON
 */
export function storedJson<Schema extends z.ZodType>(schema: Schema): StoredJson<Schema> {
  return z.string().transform(parseJson).pipe(schema);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      'database-damaged',
      'A row of the database holds text that cannot be read. Put a backup of the library in its place.',
      {},
      { cause },
    );
  }
}
