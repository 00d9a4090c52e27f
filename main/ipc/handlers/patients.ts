import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createPatientHandlers({ patients }: Services): HandlersOf<'patients' | 'viewer'> {
  return {
    'patients:list': async (input) => patients.list(input),
    'patients:show': async ({ patient }) => patients.show(patient),
    'viewer:show-image': async ({ image }) => patients.showImage(image),
  };
}
