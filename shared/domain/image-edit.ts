import { z } from 'zod';
import { idSchema, instantSchema } from './name.ts';

/** What one act of a reader changed of one or many images. */
export const imageEditSchema = z.strictObject({
  id: idSchema,
  field: z.enum(['class', 'excluded']),
  /** The class that images got, or whether they were excluded: `yes` or `no`. */
  newValue: z.string(),
  images: z.number().int().positive(),
  changedAt: instantSchema,
});
export type ImageEdit = z.infer<typeof imageEditSchema>;

/** What undo would take back and redo bring back; null where there is nothing. */
export const editHistorySchema = z.strictObject({
  undo: imageEditSchema.nullable(),
  redo: imageEditSchema.nullable(),
});
export type EditHistory = z.infer<typeof editHistorySchema>;

/** What an edit, undo or redo did. */
export const editOutcomeSchema = z.strictObject({
  /** Images that are other than before. */
  changed: z.number().int().nonnegative(),
  history: editHistorySchema,
});
export type EditOutcome = z.infer<typeof editOutcomeSchema>;
