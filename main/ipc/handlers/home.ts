import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createHomeHandlers({ home }: Services): HandlersOf<'home'> {
  return {
    'home:show': async () => home.show(),
    'home:move': async ({ path }) => {
      await home.move(path);
      return {};
    },
    'home:wait-for-move': async () => await home.waitForMove(),
    'home:cancel-move': async () => {
      home.cancelMove();
      return {};
    },
    'home:delete-former': async () => {
      home.deleteFormer();
      return {};
    },
    'home:keep-former': async () => {
      home.keepFormer();
      return {};
    },
  };
}
