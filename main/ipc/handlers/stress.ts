import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createStressHandlers(services: Services): HandlersOf<'stress'> {
  return {
    'stress:make': async (input) => await (await services.stress()).make(input),
    'stress:show': async ({ run }) => await (await services.stress()).show(run),
  };
}
