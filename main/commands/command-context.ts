import type { Command } from 'commander';
import { z } from 'zod';
import { type EngineChoice, engineChoiceSchema } from '../../shared/domain/engine.ts';
import type { Application } from '../application.ts';
import type { Terminal } from './terminal.ts';

/** What every command may be told, before or after its name. */
export interface GlobalOptions {
  readonly home: string | null;
  readonly engine: EngineChoice;
  readonly isJson: boolean;
}

/** What a command works with. */
export interface CommandContext {
  readonly options: GlobalOptions;
  readonly terminal: Terminal;
  /** Opens the library, which is closed when the command ends. */
  readonly openLibrary: (place?: { readonly home: string }) => Promise<Application>;
  /** Says what the first Ctrl-C does instead of ending the command. */
  readonly onInterrupt: (stop: () => void) => void;
  /** Ends the command with this status although nothing was thrown. */
  readonly setExitStatus: (status: number) => void;
}

/** Runs a command's work. Given to each command when it is declared. */
export type RunCommand = (
  command: Command,
  work: (context: CommandContext) => Promise<void>,
) => Promise<void>;

const globalOptionsSchema = z.object({
  home: z.string().nullable().default(null),
  engine: engineChoiceSchema,
  json: z.boolean().default(false),
});

/** Reads the options of the program, wherever on the line they stood. */
export function readGlobalOptions(command: Command): GlobalOptions {
  const { home, engine, json } = globalOptionsSchema.parse(command.optsWithGlobals());
  return { home, engine, isJson: json };
}
