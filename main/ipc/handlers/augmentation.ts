import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createAugmentationHandlers(services: Services): HandlersOf<'augmentation'> {
  return {
    'augmentation:preview': async (input) => await (await services.augmentation()).preview(input),
  };
}
