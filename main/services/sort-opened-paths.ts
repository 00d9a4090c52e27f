import { stat } from 'node:fs/promises';

/** Tells files from folders among what the app was opened with; what is gone meanwhile is left out. */
export async function sortOpenedPaths(
  paths: readonly string[],
): Promise<{ files: string[]; folders: string[] }> {
  const kinds = await Promise.all(
    paths.map(async (file) => ({
      file,
      isFolder: await stat(file).then(
        (found) => found.isDirectory(),
        () => null,
      ),
    })),
  );
  return {
    files: kinds.filter(({ isFolder }) => isFolder === false).map(({ file }) => file),
    folders: kinds.filter(({ isFolder }) => isFolder === true).map(({ file }) => file),
  };
}
