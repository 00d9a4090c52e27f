import { parseArgs } from 'node:util';
import { type EngineChoice, engineChoiceSchema } from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { askIfMeant } from '../nearest-word.ts';

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
      `--engine takes one of ${engineChoiceSchema.options.join(', ')}, and was given "${values.engine ?? ''}".${askIfMeant(values.engine ?? '', engineChoiceSchema.options)}`,
    );
  }
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw toUsageError(`--port takes a number from 0 to 65535, and was given "${port}".`);
  }
  return {
    home: values.home ?? null,
    engine: engine.data,
    port: Number(port),
    opensBrowser: values['no-open'] !== true,
  };
}

const options = {
  home: { type: 'string' },
  engine: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
} as const;

function parseWords(args: readonly string[]) {
  refuseUnknownOption(args);
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw toUsageError(cause instanceof Error ? `${cause.message}.` : 'The options are not understood.');
  }
}

function refuseUnknownOption(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name));
  if (unknown?.kind !== 'option') return;
  const known = Object.keys(options).map((name) => `--${name}`);
  throw toUsageError(`There is no option ${unknown.rawName}.${askIfMeant(unknown.rawName, known)}`);
}

function toUsageError(reason: string): AppError {
  return new AppError(
    'usage-wrong',
    `${reason} Known are --home DIR, --engine NAME, --port N and --no-open.`,
  );
}
