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
}

/**
 * Finds the app's files, from the TypeScript source and from `dist/main` alike. The packaged app keeps its
 * samples beside its archive, since libraries in native code cannot read inside one.
 *
 * @param resourcesFolder Electron's resources folder
 */
export function findAppFolders(resourcesFolder?: string, start: string = import.meta.dirname): AppFolders {
  const root = findRoot(start);
  const candidates = [
    ...(resourcesFolder === undefined ? [] : [path.join(resourcesFolder, 'samples', 'images')]),
    path.join(root, 'samples', 'images'),
  ];
  return {
    root,
    renderer: path.join(root, 'dist', 'renderer'),
    preloadScript: path.join(root, 'dist', 'preload', 'preload.cjs'),
    samples: candidates.find((folder) => existsSync(folder)) ?? null,
  };
}

function findRoot(start: string): string {
  if (existsSync(path.join(start, 'package.json'))) return start;
  const parent = path.dirname(start);
  if (parent === start) throw new Error('the app has no package.json above its own files');
  return findRoot(parent);
}
