import type { EngineChoice, EngineDescription } from '../shared/domain/engine.ts';
import type { AppErrorPayload } from '../shared/ipc/app-error.ts';
import type { Publish } from './events.ts';
import type { Log } from './log.ts';
import { toMachineError } from './machine-error.ts';
import { createTrainerHost, type TrainerHost } from './trainer-host.ts';

/** An application's one trainer host, which costs nothing until it is opened. */
export interface TrainerLink {
  open(): TrainerHost;
  /** Starts the trainer ahead, for a front that shows its engine; a failure is kept for `state`. */
  warmUp(): void;
  state(): { engine: EngineDescription | null; engineError: AppErrorPayload | null };
  /** Starts a trainer of the engine that `auto` chooses, asks it what runs here, and ends it. */
  describeAnyEngine(): Promise<EngineDescription>;
  close(): Promise<void>;
}

/** @param options.engine the engine asked for, or `auto` */
export function createTrainerLink(options: {
  readonly engine: EngineChoice;
  readonly log: Log;
  readonly publish: Publish;
}): TrainerLink {
  const { engine, log, publish } = options;
  let host: TrainerHost | null = null;
  let engineError: AppErrorPayload | null = null;

  function open(): TrainerHost {
    host ??= createTrainerHost({
      engine,
      log,
      onReady(description) {
        engineError = null;
        publish('engine:started', description);
      },
      onCrash: (error) => publish('engine:crashed', error.toPayload()),
    });
    return host;
  }

  return {
    open,
    warmUp() {
      open()
        .start()
        .catch((thrown: unknown) => {
          engineError = toMachineError(thrown).toPayload();
          log.warn({ error: thrown }, 'the engine did not start');
        });
    },
    state: () => ({ engine: host?.description ?? null, engineError }),
    async describeAnyEngine() {
      const other = createTrainerHost({ engine: 'auto', log });
      try {
        return await other.start();
      } finally {
        await other.close();
      }
    },
    async close() {
      await host?.close();
    },
  };
}
