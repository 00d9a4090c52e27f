import os from 'node:os';
import type { EngineChoice } from '../shared/domain/engine.ts';
import type {
  AnswerEnvelope,
  MethodInput,
  MethodName,
  MethodOutput,
  PushedEvent,
} from '../shared/ipc/contract.ts';
import { findAppFolders } from './app-folders.ts';
import { doChoresOnThreads } from './chores/chore-threads.ts';
import { doChoresHere } from './chores/do-chore.ts';
import { type Database, openDatabase } from './db/client.ts';
import type { Desktop } from './desktop.ts';
import { createEventBus } from './event-bus.ts';
import { type Home, openHome } from './home.ts';
import { createHandlers } from './ipc/handlers/handlers.ts';
import { createLocks } from './locks.ts';
import { type Log, openLog } from './log.ts';
import { createMethodCaller } from './method-caller.ts';
import type { ReadPicture } from './pictures.ts';
import type { ServiceContext } from './services/service-context.ts';
import { toHomeMovingError } from './services/home/home-errors.ts';
import { createServices } from './services/services.ts';
import { readAppSettings } from './services/settings.ts';
import { watchLibrary } from './services/watch-library.ts';
import { createSessionLink } from './session-link.ts';
import { readRuntime } from './trainer-host/trainer-location.ts';
import { createTrainerLink } from './trainer-link.ts';
import { appVersion } from './version.ts';

/** Through what the application is used. */
export type Front = MethodOutput<'app:describe'>['front'];

export interface ApplicationOptions {
  /** Where the library lies; left out, the platform's folder for application data. */
  readonly home?: string;
  /** `auto` is what the library's settings say, and there, by default, the first engine available. */
  readonly engine: EngineChoice;
  readonly front: Front;
  /** The desktop that the app is on, where it has a window of its own. */
  readonly desktop?: Desktop;
}

/** One library, open, behind the one API that every front uses. */
export interface Application {
  readonly home: Home;
  readonly log: Log;
  /**
   * Calls a method.
   *
   * @throws AppError and nothing else; input-invalid for what the contract does not take
   */
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>;
  /** Calls a method for someone who may ask for anything. Never throws. */
  answer(method: string, input: unknown): Promise<AnswerEnvelope>;
  /** Hears every pushed event; call what it returns to hear no more. */
  subscribe(listener: (event: PushedEvent) => void): () => void;
  /** A small picture of an image of a dataset; null where there is no such image. */
  thumbnail(imageId: number): Promise<{ type: string; bytes: Buffer } | null>;
  /** The source of an image or a prediction, to be looked at. @throws AppError as `createPictureReader` tells */
  readonly picture: ReadPicture;
  /** Interrupts runs, to be resumed later, cancels imports and lets go of the library. */
  close(): Promise<void>;
}

/**
 * Opens a library and wires the services together, for every front alike.
 *
 * @throws AppError home-not-writable, home-missing, home-incomplete, home-busy, database-newer, database-damaged
 */
export async function openApplication(options: ApplicationOptions): Promise<Application> {
  const home = openHome(options.home);
  const locks = createLocks(home.locksDirectory);
  if (locks.isBeingMoved()) throw toHomeMovingError(home.directory);
  const log = openLog(home.logsDirectory, { front: options.front });
  const database = openLoggedDatabase(home, log);
  const closing = new AbortController();
  const { publish, subscribe } = createEventBus(log);
  const session = createSessionLink({ home, locks, log });
  const engine = options.engine === 'auto' ? readAppSettings(database).engine : options.engine;
  const trainer = createTrainerLink({ engine, log, publish });
  const { samples, shippedModel } = findAppFolders(readRuntime().resourcesFolder);
  const context: ServiceContext = {
    home,
    database,
    publish,
    doChore: options.front === 'command-line' ? doChoresHere({ home, database }) : doChoresOnThreads(home),
    log,
    locks,
    openSession: () => session.open(),
    makeScratchPath: (ending) => session.makeScratchPath(ending),
    closing: closing.signal,
    openTrainer: () => trainer.open(),
  };
  const services = createServices(context, {
    samplesDirectory: samples,
    shippedModel,
    desktop: options.desktop ?? null,
    describeAnyEngine: () => trainer.describeAnyEngine(),
    changeEngine: (choice) => trainer.changeEngine(choice),
    settle: () => caller.settle(),
    describe: () => ({
      name: 'Negatoscope',
      version: appVersion,
      home: home.directory,
      platform: `${process.platform}-${process.arch}`,
      front: options.front,
      ...trainer.state(),
      samplesAvailable: samples !== null,
      userFolder: os.homedir(),
      logsFolder: home.logsDirectory,
      canOpenFolders: options.desktop !== undefined,
    }),
  });
  let readPicture: ReadPicture | null = null;
  const caller = createMethodCaller(createHandlers(services), log, (method) =>
    services.home.refuseWhileMoving(method),
  );
  if (options.front !== 'command-line') {
    session.open();
    services.runs.keepQueue();
    watchLibrary(context);
    trainer.warmUp();
  }
  return {
    home,
    log,
    call: caller.call,
    subscribe,
    answer: caller.answer,
    async thumbnail(imageId) {
      const { readThumbnail } = await import('./thumbnails.ts');
      return await readThumbnail({ database, home }, imageId);
    },
    async picture(kind, id, size) {
      readPicture ??= (await import('./pictures.ts')).createPictureReader(database);
      return await readPicture(kind, id, size);
    },
    async close() {
      closing.abort();
      await Promise.all([services.close(), trainer.close()]);
      await caller.settle();
      session.close();
      database.close();
    },
  };
}

/** What keeps a library from being opened has to be in the log: there is no application yet that would tell it. */
function openLoggedDatabase(home: Home, log: Log): Database {
  try {
    return openDatabase(home.databasePath);
  } catch (error) {
    log.error({ error }, 'the database could not be opened');
    throw error;
  }
}
