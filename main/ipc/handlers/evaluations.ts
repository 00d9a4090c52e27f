import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createEvaluationHandlers(services: Services): HandlersOf<'evaluations'> {
  return {
    'evaluations:make': async (input) => await (await services.evaluations()).make(input),
    'evaluations:list': async ({ run }) => (await services.evaluations()).list(run),
    'evaluations:scores': async ({ evaluation }) => (await services.evaluations()).listScores(evaluation),
    'evaluations:compare': async (input) => await (await services.evaluations()).compare(input),
    'evaluations:images': async (input) => (await services.evaluations()).listImages(input),
    'evaluations:export': async (input) => await (await services.evaluations()).export(input),
  };
}
