import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createFeatureMapHandlers(services: Services): HandlersOf<'feature-maps'> {
  return {
    'feature-maps:draw': async (input) => await (await services.featureMaps()).draw(input),
    'feature-maps:write': async (input) => await (await services.featureMaps()).write(input),
  };
}
