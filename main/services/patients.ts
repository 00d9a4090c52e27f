import type { PatientRecord } from '../../shared/domain/patient-record.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import { findNeighbours, findPlacedImage, listPatientImages, listPatients } from '../db/patients.ts';
import { listPatientPredictions } from '../db/predictions.ts';
import type { ServiceContext } from './service-context.ts';

/** What the library has of patients, across datasets and predictions. */
export interface PatientService {
  list(input: ParsedInput<'patients:list'>): MethodOutput<'patients:list'>;
  show(patient: string): PatientRecord;
  /** One image among its dataset's and its patient's. @throws AppError image-not-found */
  showImage(image: number): MethodOutput<'viewer:show-image'>;
}

export function createPatientService({ database }: Pick<ServiceContext, 'database'>): PatientService {
  return {
    list: (input) => listPatients(database, input),
    show: (patient) => ({
      patient,
      images: listPatientImages(database, patient),
      predictions: listPatientPredictions(database, patient),
    }),
    showImage(id) {
      const image = findPlacedImage(database, id);
      if (image === null) {
        throw new AppError(
          'image-not-found',
          'This image is not in the library any more: its dataset was deleted.',
          { image: id },
        );
      }
      const ofPatient = listPatientImages(database, image.patient).filter((other) => other.id !== id);
      return { image, ...findNeighbours(database, image), ofPatient };
    },
  };
}
