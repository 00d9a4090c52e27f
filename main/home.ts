import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { AppError } from '../shared/ipc/app-error.ts';

/**
 * The folder where everything the app keeps lies. Nothing is ever written outside it, exports aside.
 * `directory`, `logsDirectory`, `locksDirectory` and `scratchDirectory` exist once it is open; the folders of
 * a dataset or a run are made by whoever first writes there.
 */
export interface Home {
  readonly directory: string;
  readonly databasePath: string;
  readonly logsDirectory: string;
  /** Files that processes lock, so that two of them don't do the same work at once. */
  readonly locksDirectory: string;
  /** Half-made things; safe to empty while no process of the app runs. */
  readonly scratchDirectory: string;
  /** Where a dataset's pixel files lie. */
  readonly cacheDirectory: (datasetId: number) => string;
  /** Where a run keeps its checkpoints and its model. */
  readonly runDirectory: (runId: number) => string;
}

/**
 * Opens the app's folder, making it where it is missing.
 * @param directory where it lies; left out, the platform's folder for application data
 * @throws AppError home-not-writable
 */
export function openHome(directory?: string): Home {
  const root = path.resolve(directory ?? envPaths('negatoscope', { suffix: '' }).data);
  const home: Home = {
    directory: root,
    databasePath: path.join(root, 'negatoscope.sqlite'),
    logsDirectory: path.join(root, 'logs'),
    locksDirectory: path.join(root, 'locks'),
    scratchDirectory: path.join(root, 'scratch'),
    cacheDirectory: (datasetId) => path.join(root, 'cache', String(datasetId)),
    runDirectory: (runId) => path.join(root, 'runs', String(runId)),
  };
  try {
    for (const folder of [root, home.logsDirectory, home.locksDirectory, home.scratchDirectory]) {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
    }
  } catch (cause) {
    throw new AppError(
      'home-not-writable',
      `The data folder ${root} cannot be made or written to. Choose another with --home, or mend its permissions.`,
      { path: root },
      { cause },
    );
  }
  return home;
}
