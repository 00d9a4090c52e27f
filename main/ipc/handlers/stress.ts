import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createStressHandlers(services: Services): HandlersOf<'stress'> {
  return {
    'stress:make': async ({ run }) => await (await services.stress()).make(run),
    'stress:show': async ({ run }) => await (await services.stress()).show(run),
  };
}
