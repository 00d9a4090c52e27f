import { parentPort, workerData } from 'node:worker_threads';
import type { AppError } from '../../shared/ipc/app-error.ts';
import { openDatabase } from '../db/client.ts';
import { type Home, openHome } from '../home.ts';
import { openLog } from '../log.ts';
import { toMachineError } from '../machine-error.ts';
import { type ChoreReply, choreAbortion, choreOrderSchema } from './chore-messages.ts';
import { type ChoreName, type ChoreOutput, parseOfChore } from './chore-shapes.ts';
import { chores } from './chores.ts';

/** A thread that does one chore, for chore-threads.ts, on a connection of its own to the library. */
async function serveChore(): Promise<void> {
  const { name, input, home: directory } = choreOrderSchema.parse(workerData);
  const home = openHome(directory);
  const cancellation = new AbortController();
  parentPort?.on('message', (message: unknown) => {
    if (message === choreAbortion) cancellation.abort();
  });
  try {
    reply({ kind: 'output', output: await doChore(home, name, input, cancellation.signal) });
  } catch (thrown) {
    reply({ kind: 'error', error: tellError(home, name, thrown).toPayload() });
  } finally {
    parentPort?.close();
  }
}

async function doChore<Name extends ChoreName>(
  home: Home,
  name: Name,
  input: unknown,
  signal: AbortSignal,
): Promise<ChoreOutput<Name>> {
  const database = openDatabase(home.databasePath);
  try {
    return await chores[name](
      { home, database, signal, onProgress: (progress) => reply({ kind: 'progress', progress }) },
      parseOfChore(name, 'input', input),
    );
  } finally {
    database.close();
  }
}

/** The error as users are told it. What lies beneath stays in this thread, so that the log hears of it here. */
function tellError({ logsDirectory }: Home, name: ChoreName, thrown: unknown): AppError {
  const error = toMachineError(thrown);
  if (error.cause !== undefined) {
    openLog(logsDirectory, { front: 'thread' }).warn({ chore: name, error }, 'a chore ended early');
  }
  return error;
}

function reply(message: ChoreReply): void {
  parentPort?.postMessage(message);
}

await serveChore();
