import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { AppError } from '../shared/ipc/app-error.ts';
import { readHomeLocation } from './home-location.ts';
import { databaseName, toCopyMarker } from './library-files.ts';

/**
 * The folder where everything the app keeps lies. Nothing is ever written outside it, exports aside.
 * `directory`, `logsDirectory`, `locksDirectory` and `scratchDirectory` exist once it is open; the folders of
 * a dataset or a run are made by whoever first writes there.
 */
export interface Home {
  readonly directory: string;
  /** Where it is told that this home was moved; null for one that was named, which is never moved. */
  readonly locationDirectory: string | null;
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
 * @param directory where it lies; left out, the platform's folder for application data, or where it was moved to
 * @throws AppError home-not-writable; home-missing where it was moved to a place that is not there;
 *   home-incomplete for half a copy
 */
export function openHome(directory?: string): Home {
  const defaultDirectory = envPaths('negatoscope', { suffix: '' }).data;
  const root = directory === undefined ? findHome(defaultDirectory) : path.resolve(directory);
  if (existsSync(toCopyMarker(root))) throw toIncompleteError(root);
  const home: Home = {
    directory: root,
    locationDirectory: directory === undefined ? defaultDirectory : null,
    databasePath: path.join(root, databaseName),
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

/** The platform's folder for application data, or the folder that the library was moved to from there. */
function findHome(locationDirectory: string): string {
  const location = readHomeLocation(locationDirectory);
  if (location === null) return locationDirectory;
  const { home } = location;
  if (!existsSync(path.join(home, databaseName))) throw toMissingError(home);
  // Told to be the home, the copy is whole, and was not tidied up.
  rmSync(toCopyMarker(home), { force: true });
  return home;
}

function toMissingError(home: string): AppError {
  return new AppError(
    'home-missing',
    `The data folder ${home}, to which the library was moved, is not there. Connect its disk and start again, or name another folder with --home.`,
    { path: home },
  );
}

function toIncompleteError(home: string): AppError {
  return new AppError(
    'home-incomplete',
    `${home} holds half a copy of a library: moving it there was cut short, and the library is where it was. Move it there again, or delete this folder.`,
    { path: home },
  );
}
