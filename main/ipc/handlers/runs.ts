import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createRunHandlers({ runs }: Services): HandlersOf<'runs'> {
  return {
    'runs:start': async (input) => runs.start(input),
    'runs:wait': async ({ run }) => await runs.wait(run),
    'runs:list': async () => await runs.list(),
    'runs:show': async ({ run }) => runs.show(run),
    'runs:batches': async ({ run }) => runs.listBatches(run),
    'runs:progress': async () => runs.listProgress(),
    'runs:queue': async () => runs.listQueue(),
    'runs:move': async ({ run, direction }) => {
      runs.move(run, direction);
      return {};
    },
    'runs:stop': async ({ run }) => {
      runs.stop(run);
      return {};
    },
    'runs:pause': async ({ run }) => {
      runs.hold(run, 'pause');
      return {};
    },
    'runs:continue': async ({ run }) => {
      runs.hold(run, 'continue');
      return {};
    },
    'runs:resume': async ({ run }) => runs.resume(run),
    'runs:repeat': async (input) => runs.repeat(input),
    'runs:show-repetition': async ({ run }) => await runs.showRepetition(run),
    'runs:export-images': async ({ run, path }) => await runs.exportImages(run, path),
    'runs:annotate': async (input) => runs.annotate(input),
    'runs:set-threshold': async (input) => runs.setThreshold(input),
    'runs:log': async ({ run }) => runs.listLog(run),
    'runs:checkpoints': async ({ run }) => runs.listCheckpoints(run),
    'runs:delete': async ({ run }) => {
      await runs.delete(run);
      return {};
    },
    'runs:export': async (input) => await runs.export(input),
  };
}
