import type { ImageColumns } from '../../shared/domain/image.ts';
import type { DicomHeader } from './dicom/dicom-image.ts';
import { settlePatient } from './dicom-patient.ts';
import type { FoundImage } from './found-image.ts';

/**
 * Adds to a found image what its own DICOM header says: its patient, where the user does not tell, and as further
 * columns, under DICOM's keywords, what a reader asks about a radiograph. What a table says stays as it is.
 * @param header null for a file that is no DICOM, which is left as it is
 */
export function addDicomFacts(found: FoundImage, header: DicomHeader | null): FoundImage {
  if (header === null) return found;
  const told = { key: found.patient, isSettled: found.isPatientSettled };
  return { ...found, patient: settlePatient(told, header), columns: addColumns(found.columns, header) };
}

/** A table's heading keeps its own case, and where its cell is empty, the header fills it. */
function addColumns(columns: ImageColumns | null, header: DicomHeader): ImageColumns | null {
  const filled = new Map(Object.entries(columns ?? {}));
  for (const [keyword, fact] of listFacts(header)) {
    const name = [...filled.keys()].find((each) => each.toLowerCase() === keyword.toLowerCase()) ?? keyword;
    if (fact !== null && (filled.get(name) ?? '') === '') filled.set(name, fact);
  }
  return filled.size === 0 ? columns : Object.fromEntries(filled);
}

function listFacts(header: DicomHeader): (readonly [keyword: string, fact: string | null])[] {
  return [
    ['Modality', header.modality],
    ['ViewPosition', header.viewPosition],
    ['BodyPartExamined', header.bodyPartExamined],
    ['PatientSex', header.patientSex],
    ['PatientAge', header.patientAge],
    ['StudyDate', header.studyDate],
  ];
}
