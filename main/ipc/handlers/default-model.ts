import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createDefaultModelHandlers({ defaultModel }: Services): HandlersOf<'default-model'> {
  return {
    'default-model:show': async () => defaultModel.show(),
    'default-model:set': async ({ run }) => defaultModel.set(run),
  };
}
