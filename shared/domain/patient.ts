import { z } from 'zod';

/**
 * How to read a patient from a file's name: a JavaScript regular expression with a group named `patient`.
 * The patient's key is `<name of the pattern>:<what the group matched>`, so that two numberings stay apart.
 */
export const patientPatternSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'),
  expression: z.string().min(1).max(500),
});
export type PatientPattern = z.infer<typeof patientPatternSchema>;

/**
 * The numberings of Chest X-Ray Images (Pneumonia), Kermany, Zhang and Goldbaum 2018
 * (doi:10.17632/rscbjbr9sj): `personN_bacteria_M`, `IM-NNNN-MMMM` and `NORMAL2-IM-NNNN-MMMM`.
 */
export const defaultPatientPatterns: readonly PatientPattern[] = [
  { name: 'person', expression: String.raw`^person(?<patient>\d+)_(?:bacteria|virus)_\d+` },
  { name: 'normal', expression: String.raw`^IM-(?<patient>\d+)-\d+` },
  { name: 'normal2', expression: String.raw`^NORMAL2-IM-(?<patient>\d+)-\d+` },
];
