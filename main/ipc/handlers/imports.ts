import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createImportHandlers(services: Services): HandlersOf<'imports'> {
  return {
    'imports:start': async (input) => (await services.imports()).start(input),
    'imports:start-samples': async () => (await services.imports()).startSamples(),
    'imports:wait': async ({ importId }) => await (await services.imports()).wait(importId),
    'imports:cancel': async ({ importId }) => {
      (await services.imports()).cancel(importId);
      return {};
    },
    'imports:list-unfinished': async () => (await services.imports()).listUnfinished(),
    'imports:discard': async ({ dataset }) => {
      (await services.imports()).discard(dataset);
      return {};
    },
    'imports:list': async () => (await services.imports()).list(),
  };
}
