import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createSettingsHandlers({ settings }: Services): HandlersOf<'settings'> {
  return {
    'settings:show': async () => settings.show(),
    'settings:change': async (changes) => await settings.change(changes),
  };
}
