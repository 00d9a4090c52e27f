import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createPredictionHandlers(services: Services): HandlersOf<'predictions'> {
  return {
    'predictions:make': async (input) => await (await services.predictions()).make(input),
    'predictions:make-from-files': async (input) => await (await services.predictions()).makeFromFiles(input),
  };
}
