import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createEnsembleHandlers(services: Services): HandlersOf<'ensembles'> {
  return {
    'ensembles:create': async (input) => await (await services.ensembles()).create(input),
  };
}
