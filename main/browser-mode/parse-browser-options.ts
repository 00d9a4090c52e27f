import { parseArgs } from 'node:util';
import { type EngineChoice, engineChoiceSchema } from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';

export interface BrowserOptions {
  /** Null for the platform's folder for application data. */
  readonly home: string | null;
  readonly engine: EngineChoice;
  /** 0 for any port that is free. */
  readonly port: number;
  readonly opensBrowser: boolean;
}

/**
 * Reads `--home DIR`, `--engine NAME`, `--port N` and `--no-open`.
 *
 * @throws AppError usage-wrong
 */
export function parseBrowserOptions(args: readonly string[]): BrowserOptions {
  const values = parseWords(args);
  const engine = engineChoiceSchema.safeParse(values.engine ?? 'auto');
  if (!engine.success) {
    throw toUsageError(
      `--engine takes one of ${engineChoiceSchema.options.join(', ')}, and was given "${values.engine ?? ''}"`,
    );
  }
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw toUsageError(`--port takes a number from 0 to 65535, and was given "${port}"`);
  }
  return {
    home: values.home ?? null,
    engine: engine.data,
    port: Number(port),
    opensBrowser: values['no-open'] !== true,
  };
}

function parseWords(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        home: { type: 'string' },
        engine: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
      },
    });
    return values;
  } catch (cause) {
    throw toUsageError(cause instanceof Error ? cause.message : 'the options are not understood');
  }
}

function toUsageError(reason: string): AppError {
  return new AppError(
    'usage-wrong',
    `${reason}. Known are --home DIR, --engine NAME, --port N and --no-open.`,
  );
}
