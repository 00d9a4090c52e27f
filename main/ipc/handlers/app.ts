import { AppError } from '../../../shared/ipc/app-error.ts';
import { readLog } from '../../services/read-log.ts';
import { sortOpenedPaths } from '../../services/sort-opened-paths.ts';
import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createAppHandlers(services: Services): HandlersOf<'app'> {
  const { desktop, home, logsDirectory } = services;
  return {
    'app:describe': async () => services.describe(),
    'app:examine': async () => (await services.diagnostics()).examine(),
    'app:read-log': async ({ lines }) => await readLog(logsDirectory, lines),
    'app:open-folder': async ({ folder }) => {
      if (desktop === null) {
        throw new AppError(
          'not-permitted',
          'Folders can be shown by the desktop app only. Copy the path instead.',
        );
      }
      await desktop.openFolder(folder === 'logs' ? logsDirectory : home.show().home);
      return {};
    },
    'app:take-opened': async () => await sortOpenedPaths(desktop?.takeOpenedPaths() ?? []),
  };
}
