import type { Database } from '../db/client.ts';
import type { Home } from '../home.ts';
import type { ChoreInput, ChoreName, ChoreOutput, ChoreProgress } from './chore-shapes.ts';
import { chores } from './chores.ts';

export interface ChoreOptions<Name extends ChoreName> {
  /** Aborted to end the chore early; left out where it is not. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ChoreProgress<Name>) => void;
}

/** Does a chore. @throws AppError what the chore throws */
export type DoChore = <Name extends ChoreName>(
  name: Name,
  input: ChoreInput<Name>,
  options?: ChoreOptions<Name>,
) => Promise<ChoreOutput<Name>>;

/** Does chores in this thread, for where nothing else waits to be answered: a command. */
export function doChoresHere({
  home,
  database,
}: {
  readonly home: Home;
  readonly database: Database;
}): DoChore {
  return async (name, input, { signal = new AbortController().signal, onProgress = () => undefined } = {}) =>
    await chores[name]({ home, database, signal, onProgress }, input);
}
