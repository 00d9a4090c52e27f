import type { PatientRecord } from '../../shared/domain/patient-record.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import { listPatientImages, listPatients } from '../db/patients.ts';
import { listPatientPredictions } from '../db/predictions.ts';
import type { ServiceContext } from './service-context.ts';

/** What the library has of patients, across datasets and predictions. */
export interface PatientService {
  list(input: ParsedInput<'patients:list'>): MethodOutput<'patients:list'>;
  show(patient: string): PatientRecord;
}

export function createPatientService({ database }: Pick<ServiceContext, 'database'>): PatientService {
  return {
    list: (input) => listPatients(database, input),
    show: (patient) => ({
      patient,
      images: listPatientImages(database, patient),
      predictions: listPatientPredictions(database, patient),
    }),
  };
}
