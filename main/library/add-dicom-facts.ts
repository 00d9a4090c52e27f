import type { ImageColumns } from '../../shared/domain/image.ts';
import type { DicomHeader } from './dicom/dicom-image.ts';
import { settlePatient } from './dicom-patient.ts';
import type { FoundImage } from './found-image.ts';

/**
 * Adds to a found image what its own DICOM header says: its patient, where the user does not tell, and as further
 * columns, under DICOM's keywords, what a reader asks about a radiograph. A table's own columns stay as they are.
 * @param header null for a file that is no DICOM, which is left as it is
 */
export function addDicomFacts(found: FoundImage, header: DicomHeader | null): FoundImage {
  if (header === null) return found;
  const told = { key: found.patient, isSettled: found.isPatientSettled };
  return { ...found, patient: settlePatient(told, header), columns: addColumns(found.columns, header) };
}

function addColumns(columns: ImageColumns | null, header: DicomHeader): ImageColumns | null {
  const taken = new Set(Object.keys(columns ?? {}).map((name) => name.toLowerCase()));
  const added = listFacts(header).filter(
    (fact): fact is [string, string] => fact[1] !== null && !taken.has(fact[0].toLowerCase()),
  );
  return added.length === 0 ? columns : { ...columns, ...Object.fromEntries(added) };
}

function listFacts(header: DicomHeader): [string, string | null][] {
  return [
    ['Modality', header.modality],
    ['ViewPosition', header.viewPosition],
    ['BodyPartExamined', header.bodyPartExamined],
    ['PatientSex', header.patientSex],
    ['PatientAge', header.patientAge],
    ['StudyDate', header.studyDate],
  ];
}
