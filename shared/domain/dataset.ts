import { z } from 'zod';
import { appErrorCodeSchema, messageDetailsSchema } from '../ipc/app-error.ts';
import { givenSplitSchema } from './image.ts';
import { idSchema, instantSchema, nameSchema } from './name.ts';

const countSchema = z.number().int().nonnegative();
const countByNameSchema = z.record(z.string(), countSchema);

/** Something about a dataset that a careful reader would want to know before training on it. */
export const datasetWarningSchema = z.strictObject({
  code: z.enum([
    'validation-folder-too-small',
    'classes-imbalanced',
    'label-conflict',
    'patient-in-two-splits',
    'patient-unknown',
    'source-missing',
  ]),
  message: z.string(),
  details: messageDetailsSchema,
});
export type DatasetWarning = z.infer<typeof datasetWarningSchema>;

/** A file that was looked at and left out, and why. */
export const rejectedFileSchema = z.strictObject({
  path: z.string(),
  code: appErrorCodeSchema,
  message: z.string(),
  /** What the message tells, by names, where there is more to it than its code and path. */
  details: messageDetailsSchema.optional(),
});
export type RejectedFile = z.infer<typeof rejectedFileSchema>;

export const datasetSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  sourcePath: z.string(),
  createdAt: instantSchema,
  /** Images that count: those a reader excluded are left out, here and in what follows. */
  images: countSchema,
  excluded: countSchema,
  patients: countSchema,
  /** Images a class; the order of keys is the order of classes, the negative one first. */
  classes: countByNameSchema,
  /** The class without a finding: a model's `probability` is that of any other. */
  negativeClass: z.string(),
  /** The finding that a model tells of; null unless there are exactly two classes. */
  positiveClass: z.string().nullable(),
  /** Images a given split (train, val, test); empty where the dataset came undivided. */
  splits: z.partialRecord(givenSplitSchema, countSchema),
  duplicates: countSchema,
  rejected: countSchema,
  warnings: z.array(datasetWarningSchema),
});
export type Dataset = z.infer<typeof datasetSchema>;

/** What an import did. `images` = `added` + `duplicates` + `unchanged`. */
export const importReportSchema = z.strictObject({
  dataset: nameSchema,
  datasetId: idSchema,
  /** Readable images found in the folder, duplicates included. */
  images: countSchema,
  added: countSchema,
  /** Files whose content another file already brought. */
  duplicates: countSchema,
  /** Files that an earlier import already brought. */
  unchanged: countSchema,
  /** Of these, files that lie elsewhere now, or whose class, patient, split or further columns are others. */
  moved: countSchema,
  /** Images that earlier imports brought and whose file is not there any more; the library keeps them. */
  missing: countSchema,
  rejected: z.array(rejectedFileSchema),
  /** Patients of the whole dataset after the import. */
  patients: countSchema,
  classes: countByNameSchema,
  splits: z.partialRecord(givenSplitSchema, countSchema),
  warnings: z.array(datasetWarningSchema),
  seconds: z.number().nonnegative(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Where an import stands. `secondsLeft` is null until an estimate means something. */
export const importProgressSchema = z.strictObject({
  importId: z.string(),
  dataset: nameSchema,
  phase: z.enum(['searching', 'reading', 'storing']),
  done: countSchema,
  total: countSchema,
  secondsLeft: z.number().nonnegative().nullable(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** One group of images that an audit points at. */
export const auditFindingSchema = z.strictObject({
  kind: z.enum([
    'duplicate',
    'near-duplicate',
    'label-conflict',
    'patient-in-two-splits',
    'patient-in-two-classes',
    'unreadable-file',
    'source-missing',
    'classes-imbalanced',
  ]),
  message: z.string(),
  details: messageDetailsSchema,
  paths: z.array(z.string()),
  /** Ids of the images it is about, for looking at them; none for files that are no images. */
  images: z.array(idSchema),
});
export type AuditFinding = z.infer<typeof auditFindingSchema>;

export const auditReportSchema = z.strictObject({
  dataset: nameSchema,
  images: countSchema,
  patients: countSchema,
  findings: z.array(auditFindingSchema),
  /** Findings a kind, also those whose paths were left out for length. */
  counts: countByNameSchema,
});
export type AuditReport = z.infer<typeof auditReportSchema>;
