import type { Services } from '../../services/services.ts';
import type { HandlersOf } from './handlers.ts';

export function createPatientHandlers({ patients, viewer }: Services): HandlersOf<'patients' | 'viewer'> {
  return {
    'patients:list': async (input) => patients.list(input),
    'patients:show': async ({ patient }) => patients.show(patient),
    'viewer:show-image': async (input) => viewer.showImage(input),
  };
}
