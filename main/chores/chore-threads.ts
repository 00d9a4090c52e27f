import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Home } from '../home.ts';
import { type ChoreOrder, choreAbortion, choreReplySchema } from './chore-messages.ts';
import { type ChoreName, type ChoreOutput, parseOfChore } from './chore-shapes.ts';
import type { ChoreOptions, DoChore } from './do-chore.ts';

/** Built or not, the thread's module lies beside this one. */
const threadUrl = new URL(`chore-thread${path.extname(import.meta.url)}`, import.meta.url);

/** Does each chore in a thread of its own, so that this one goes on answering. */
export function doChoresOnThreads({ directory }: Pick<Home, 'directory'>): DoChore {
  return (name, input, options = {}) => followChore({ home: directory, name, input }, name, options);
}

async function followChore<Name extends ChoreName>(
  order: ChoreOrder,
  name: Name,
  { signal, onProgress }: ChoreOptions<Name>,
): Promise<ChoreOutput<Name>> {
  const { promise, resolve, reject } = Promise.withResolvers<ChoreOutput<Name>>();
  const thread = new Worker(threadUrl, { workerData: order });
  const abort = (): void => thread.postMessage(choreAbortion);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort);
  thread.on('message', (message: unknown) => {
    const told = choreReplySchema.parse(message);
    if (told.kind === 'progress') onProgress?.(parseOfChore(name, 'progress', told.progress));
    else if (told.kind === 'output') resolve(parseOfChore(name, 'output', told.output));
    else reject(AppError.fromPayload(told.error));
  });
  thread.on('error', (cause) => reject(new Error(`the thread of a chore is lost: ${name}`, { cause })));
  thread.on('exit', () => reject(new Error(`the thread of a chore ended without a word: ${name}`)));
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
