import type { EngineChoice, EngineDescription } from '../shared/domain/engine.ts';
import { AppError, type AppErrorPayload } from '../shared/ipc/app-error.ts';
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
  /**
   * Starts a trainer of another engine and ends the present one. Where the other cannot run, the present one
   * stays.
   *
   * @throws AppError engine-unavailable; run-busy while the present one computes
   */
  changeEngine(choice: EngineChoice): Promise<void>;
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
  const { log, publish } = options;
  let { engine } = options;
  let host: TrainerHost | null = null;
  let engineError: AppErrorPayload | null = null;

  function createHost(choice: EngineChoice): TrainerHost {
    const made = createTrainerHost({
      engine: choice,
      log,
      onReady(description) {
        if (host !== made) return;
        engineError = null;
        publish('engine:started', description);
      },
      onCrash(error) {
        if (host === made) publish('engine:crashed', error.toPayload());
      },
    });
    return made;
  }

  function open(): TrainerHost {
    return (host ??= createHost(engine));
  }

  function refuseWhileBusy(): void {
    if (host?.isBusy !== true) return;
    throw new AppError('run-busy', 'The engine is at work. Wait until it is done, and change it then.');
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
    async changeEngine(choice) {
      refuseWhileBusy();
      const other = createHost(choice);
      try {
        const description = await other.start();
        refuseWhileBusy();
        const former = host;
        host = other;
        engine = choice;
        engineError = null;
        publish('engine:started', description);
        await former?.close();
      } catch (thrown) {
        if (host !== other) await other.close();
        throw thrown;
      }
    },
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
