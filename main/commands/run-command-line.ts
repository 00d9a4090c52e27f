import { type Command, CommanderError } from 'commander';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Application } from '../application.ts';
import { toMachineError } from '../machine-error.ts';
import type { CommandContext } from './command-context.ts';
import { readGlobalOptions } from './command-context.ts';
import { createProgram } from './create-program.ts';
import { exitStatus, toExitStatus } from './exit-status.ts';
import { listenToSignals } from './interruption.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/**
 * Runs one command.
 *
 * @param args the words after the program's name
 * @returns the exit status
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  // Known before the line is understood, since misuse is told in JSON too.
  const isJson = args.includes('--json');
  const terminal = createTerminal({
    isJson,
    out: process.stdout,
    err: process.stderr,
    now: () => performance.now(),
  });
  leaveWhenNobodyReads();
  process.on('uncaughtException', (thrown) => {
    process.exit(report(thrown, terminal, isJson));
  });
  let status: number = exitStatus.done;
  const program = createProgram(async (command, work) => {
    status = await runWork(command, work, terminal);
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    status = report(thrown, terminal, isJson);
  }
  await terminal.flush();
  return status;
}

async function runWork(
  command: Command,
  work: (context: CommandContext) => Promise<void>,
  terminal: Terminal,
): Promise<number> {
  const options = readGlobalOptions(command);
  const interruption = listenToSignals((line) => terminal.note(line));
  const libraries: Application[] = [];
  let status: number = exitStatus.done;
  const context: CommandContext = {
    options,
    terminal,
    async openLibrary(place) {
      const { openApplication } = await import('../application.ts');
      const home = place?.home ?? options.home;
      const application = await openApplication({
        engine: options.engine,
        front: 'command-line',
        ...(home === null ? {} : { home }),
      });
      libraries.push(application);
      return application;
    },
    onInterrupt: (stop) => interruption.onInterrupt(stop),
    setExitStatus(newStatus) {
      status = newStatus;
    },
  };
  try {
    const working = work(context).then(
      () => status,
      (thrown: unknown) => report(thrown, terminal, options.isJson),
    );
    return await Promise.race([working, interruption.quit]);
  } finally {
    await Promise.all(libraries.map((application) => application.close()));
    interruption.dispose();
  }
}

/** Tells what went wrong and gives the exit status for it. */
function report(thrown: unknown, terminal: Terminal, isJson: boolean): number {
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return exitStatus.done;
    // Commander has written its own line to standard error.
    if (isJson) terminal.print({ error: toUsageError(thrown).toPayload() }, () => '');
    return exitStatus.usage;
  }
  const error = toMachineError(thrown);
  terminal.printError(error.toPayload());
  return toExitStatus(error.code);
}

function toUsageError(error: CommanderError): AppError {
  return new AppError('usage-wrong', error.message.replace(/^error: /, ''));
}

/** A reader such as `head` that has seen enough ends the command without a word. */
function leaveWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      process.exit(error.code === 'EPIPE' ? exitStatus.done : exitStatus.failed);
    });
  }
}
