import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly isJson: boolean;
  /** The one benchmark to run; null for all. */
  readonly only: string | null;
}

/**
 * Reads `--json` and `--only NAME`.
 *
 * @throws Error naming what is wrong, and what there is
 */
export function parseBenchOptions(
  programArguments: readonly string[],
  names: readonly string[],
): BenchOptions {
  const { values } = parseArgs({
    args: [...programArguments],
    options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  const { json, only = null } = values;
  if (only === null || names.includes(only)) return { isJson: json, only };
  throw new Error(`There is no benchmark "${only}". There are:\n  ${names.join('\n  ')}`);
}
