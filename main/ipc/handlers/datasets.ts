import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createDatasetHandlers(services: Services): HandlersOf<'datasets'> & HandlersOf<'images'> {
  return {
    'datasets:list': async () => services.datasets.list(),
    'datasets:show': async ({ dataset }) => services.datasets.show(dataset),
    'datasets:audit': async ({ dataset }) => services.datasets.audit(dataset),
    'datasets:delete': async ({ dataset }) => {
      await services.datasets.delete(dataset);
      return {};
    },
    'images:list': async (input) => services.datasets.listImages(input),
  };
}
