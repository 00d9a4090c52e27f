import { listFolder } from '../../services/folders.ts';
import type { HandlersOf } from './handlers.ts';

export function createFolderHandlers(): HandlersOf<'folders'> {
  return {
    'folders:list': async ({ path }) => await listFolder(path),
  };
}
