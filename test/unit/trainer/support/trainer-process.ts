import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  trainerEventSchema,
  type TrainerCommand,
  type TrainerEvent,
} from '../../../../shared/trainer-protocol.ts';

const entry = fileURLToPath(new URL('../../../../main/trainer/entry.ts', import.meta.url));

/** A real trainer process, spoken to as main does. */
export interface TestTrainer {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  readonly events: TrainerEvent[];
  send(message: TrainerCommand | string): void;
  /** The first event, said already or to come, that fits; throws where the process ends before. */
  waitFor<Type extends TrainerEvent['type']>(
    type: Type,
    fits?: (event: Extract<TrainerEvent, { type: Type }>) => boolean,
  ): Promise<Extract<TrainerEvent, { type: Type }>>;
  /** Waits for its end; the exit code, or the signal that ended it. */
  waitForEnd(): Promise<number | string | null>;
}

/** Starts a trainer; what it writes to standard error is kept in `errors`. */
export function startTrainer(
  engine: string,
  environment: NodeJS.ProcessEnv = {},
): TestTrainer & { readonly errors: () => string } {
  const child = fork(entry, ['--engine', engine], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    execArgv: [],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const events: TrainerEvent[] = [];
  const waiting = new Set<() => void>();
  const ended = once(child, 'exit').then(
    ([code, signal]: (number | string | null)[]) => code ?? signal ?? null,
  );
  child.on('message', (message) => {
    events.push(trainerEventSchema.parse(message));
    for (const look of [...waiting]) look();
  });
  return {
    child,
    events,
    errors: () => errors,
    send: (message) => void child.send(message),
    waitForEnd: () => ended,
    waitFor(type, fits = () => true) {
      type Wanted = Extract<TrainerEvent, { type: typeof type }>;
      const isWanted = (event: TrainerEvent): event is Wanted => event.type === type && fits(event as Wanted);
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = events.find(isWanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() =>
          reject(
            new Error(`the trainer ended without "${type}": ${JSON.stringify(events.at(-1))}\n${errors}`),
          ),
        );
      });
    },
  };
}
