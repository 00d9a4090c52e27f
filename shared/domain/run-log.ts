import { z } from 'zod';
import { messageSchema } from '../ipc/message.ts';
import { instantSchema } from './name.ts';
import { runStatusSchema } from './run.ts';

/** One entry of a run's log. */
export const runLogEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    at: instantSchema,
    status: runStatusSchema,
    reason: messageSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('threshold'),
    at: instantSchema,
    /** The operating point that a user chose; null where they went back to the validated one. */
    threshold: z.number().min(0).max(1).nullable(),
  }),
  z.strictObject({
    kind: z.literal('evaluation'),
    at: instantSchema,
    sourcePath: z.string(),
    images: z.number().int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal('warning'), at: instantSchema, warning: messageSchema }),
]);
export type RunLogEntry = z.infer<typeof runLogEntrySchema>;

/** A stored state of training that a run can go on from. */
export const checkpointFileSchema = z.strictObject({
  name: z.string(),
  epoch: z.number().int().nonnegative(),
  sizeBytes: z.number().int().nonnegative(),
  writtenAt: instantSchema,
});
export type CheckpointFile = z.infer<typeof checkpointFileSchema>;
