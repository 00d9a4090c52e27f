import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createPredictionHandlers(services: Services): HandlersOf<'predictions'> {
  return {
    'predictions:make': async (input) => await (await services.predictions()).make(input),
    'predictions:make-from-files': async (input) => await (await services.predictions()).makeFromFiles(input),
    'predictions:start-batch': async (input) => await (await services.predictions()).startBatch(input),
    'predictions:list-unfinished': async () => (await services.predictions()).listUnfinishedBatches(),
    'predictions:resume-batch': async ({ batch }) => {
      await (await services.predictions()).resumeBatch(batch);
      return {};
    },
    'predictions:cancel-batch': async ({ batch }) => {
      (await services.predictions()).cancelBatch(batch);
      return {};
    },
    'predictions:list': async (input) => (await services.predictions()).list(input),
    'predictions:show': async ({ prediction }) => (await services.predictions()).show(prediction),
    'predictions:review': async (input) => (await services.predictions()).review(input),
    'predictions:set-patient': async (input) => {
      (await services.predictions()).setPatient(input);
      return {};
    },
    'predictions:explain': async (input) => await (await services.predictions()).explain(input),
  };
}
