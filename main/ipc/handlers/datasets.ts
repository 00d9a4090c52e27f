import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createDatasetHandlers(services: Services): HandlersOf<'datasets'> & HandlersOf<'images'> {
  return {
    'datasets:list': async () => await services.datasets.list(),
    'datasets:show': async ({ dataset }) => services.datasets.show(dataset),
    'datasets:audit': async ({ dataset }) => services.datasets.audit(dataset),
    'datasets:measure': async ({ dataset }) => services.datasets.measure(dataset),
    'datasets:import-again': async ({ dataset }) => (await services.imports()).startAgain(dataset),
    'datasets:export': async ({ dataset, path }) => services.datasets.export(dataset, path),
    'datasets:delete': async ({ dataset }) => {
      await services.datasets.delete(dataset);
      return {};
    },
    'images:list': async (input) => services.datasets.images.list(input),
    'images:list-ids': async (input) => services.datasets.images.listIds(input),
    'images:count-classes': async (input) => services.datasets.images.countClasses(input),
    'images:find': async (input) => services.datasets.images.findPlace(input),
    'images:correct-label': async (input) => services.datasets.images.correctLabel(input),
    'images:exclude': async (input) => services.datasets.images.setExcluded(input, true),
    'images:include': async (input) => services.datasets.images.setExcluded(input, false),
    'images:undo': async ({ dataset }) => services.datasets.images.replay(dataset, 'undo'),
    'images:redo': async ({ dataset }) => services.datasets.images.replay(dataset, 'redo'),
    'images:show-history': async ({ dataset }) => services.datasets.images.showHistory(dataset),
  };
}
