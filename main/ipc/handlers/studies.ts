import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createStudyHandlers({ studies }: Services): HandlersOf<'studies'> {
  return {
    'studies:start': async (input) => studies.start(input),
    'studies:wait': async ({ study }) => await studies.wait(study),
    'studies:list': async () => studies.list(),
    'studies:show': async ({ study }) => studies.show(study),
    'studies:stop': async ({ study }) => {
      studies.stop(study);
      return {};
    },
    'studies:resume': async ({ study }) => studies.resume(study),
    'studies:delete': async (input) => {
      await studies.delete(input);
      return {};
    },
  };
}
