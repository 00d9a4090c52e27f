import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createPresetHandlers({ presets }: Services): HandlersOf<'presets'> {
  return {
    'presets:list': async () => [...presets.list()],
    'presets:show': async ({ preset, imageSize, classes }) => await presets.show(preset, imageSize, classes),
  };
}
