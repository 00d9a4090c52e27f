import path from 'node:path';
import { parseArgs } from 'node:util';
import { engineChoiceSchema, type EngineChoice } from '../shared/domain/engine.ts';
import { AppError } from '../shared/ipc/app-error.ts';

/** What the desktop app may be told on its command line; `negatoscope` itself has the same two options. */
export interface LaunchOptions {
  /** Absolute; null for the platform's folder for application data. */
  readonly home: string | null;
  readonly engine: EngineChoice;
}

/**
 * Reads `--home DIR` and `--engine NAME`. Whatever else stands there is Chromium's, or a file to open.
 *
 * @param args the arguments after the executable
 * @throws AppError usage-wrong for an engine that does not exist, or an empty home
 */
export function parseLaunchOptions(args: readonly string[], workingFolder: string): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { home: { type: 'string' }, engine: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const engine = engineChoiceSchema.safeParse(values.engine ?? 'auto');
  if (!engine.success) {
    throw new AppError(
      'usage-wrong',
      `--engine takes one of ${engineChoiceSchema.options.join(', ')}, and got "${String(values.engine)}".`,
    );
  }
  if (values.home === undefined) return { home: null, engine: engine.data };
  if (typeof values.home !== 'string' || values.home === '') {
    throw new AppError('usage-wrong', '--home takes the folder where the library lies.');
  }
  return { home: path.resolve(workingFolder, values.home), engine: engine.data };
}
