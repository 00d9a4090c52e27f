import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where the app's own files lie. */
export interface AppFolders {
  /** The folder of package.json: the repository, or the installed app's archive. */
  readonly root: string;
  /** The built page, which may not have been built yet. */
  readonly renderer: string;
  readonly preloadScript: string;
  /** The images that come with the app; null where they were left out. */
  readonly samples: string | null;
  /** The model that comes with the app; null where none does. */
  readonly shippedModel: string | null;
}

/**
 * Finds the app's files, from the TypeScript source and from `dist/main` alike. The packaged app keeps its
 * samples and its model beside its archive, since native code cannot read inside one.
 *
 * @param resourcesFolder Electron's resources folder
 */
export function findAppFolders(resourcesFolder?: string, start: string = import.meta.dirname): AppFolders {
  const root = findRoot(start);
  const find = (...parts: string[]): string | null =>
    [...(resourcesFolder === undefined ? [] : [resourcesFolder]), root]
      .map((folder) => path.join(folder, ...parts))
      .find((folder) => existsSync(folder)) ?? null;
  return {
    root,
    renderer: path.join(root, 'dist', 'renderer'),
    preloadScript: path.join(root, 'dist', 'preload', 'preload.cjs'),
    samples: find('samples', 'images'),
    shippedModel: find('models', 'pneumonia'),
  };
}

function findRoot(start: string): string {
  if (existsSync(path.join(start, 'package.json'))) return start;
  const parent = path.dirname(start);
  if (parent === start) throw new Error('the app has no package.json above its own files');
  return findRoot(parent);
}
