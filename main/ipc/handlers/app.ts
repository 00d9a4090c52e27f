import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createAppHandlers(services: Services): HandlersOf<'app'> {
  return {
    'app:describe': async () => services.describe(),
    'app:examine': async () => (await services.diagnostics()).examine(),
  };
}
