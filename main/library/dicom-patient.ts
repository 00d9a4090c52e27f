import type { DicomHeader } from './dicom/dicom-image.ts';
import type { ToldPatient } from './patient-of-file.ts';

/** What the key of a patient begins with whom a DICOM file names by its Patient ID. */
const dicomPrefix = 'dicom:';

/** What software that removes identities writes in place of an ID: letters and digits, in lower case. */
const placeholders: ReadonlySet<string> = new Set([
  'anon',
  'anonymous',
  'anonymised',
  'anonymized',
  'deidentified',
  'none',
  'null',
  'removed',
  'unknown',
]);

/**
 * The key of the patient of an image: what the user tells goes first, then the Patient ID (0010,0020) of its DICOM
 * header, then what else its name tells.
 * @param header null for a file that is no DICOM
 */
export function settlePatient(told: ToldPatient, header: DicomHeader | null): string {
  const id = header === null ? null : readPatientId(header);
  return told.isSettled || id === null ? told.key : dicomPrefix + id;
}

/**
 * Files without an identity share what stands in its place: taken for an ID, it would make one patient of a whole
 * dataset, which then could not be divided.
 */
function readPatientId({ patientId }: DicomHeader): string | null {
  const id = (patientId ?? '').trim();
  const plain = id.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const isPlaceholder = /^[0x]*$/.test(plain) || placeholders.has(plain);
  return isPlaceholder ? null : id;
}
