import { z } from 'zod';
import { patientRecordSchema, patientSummarySchema } from '../../domain/patient-record.ts';

/** Patients, across datasets and predictions. */
export const patientsMethods = {
  /** In order of key. */
  'patients:list': {
    input: z.strictObject({
      /** Part of the key; empty finds every patient. */
      search: z.string().max(200).default(''),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.strictObject({
      patients: z.array(patientSummarySchema),
      total: z.number().int().nonnegative(),
    }),
  },
  /** A patient that nothing is known of has no images and no predictions. */
  'patients:show': {
    input: z.strictObject({ patient: z.string().min(1).max(4096) }),
    output: patientRecordSchema,
  },
} as const;
