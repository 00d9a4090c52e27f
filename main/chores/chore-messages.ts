import { z } from 'zod';
import { appErrorPayloadSchema } from '../../shared/ipc/app-error.ts';
import { type ChoreName, choreShapes } from './chore-shapes.ts';

/** What the thread of a chore is started with. */
export const choreOrderSchema = z.strictObject({
  /** The library's folder. */
  home: z.string(),
  name: z.custom<ChoreName>((name) => typeof name === 'string' && Object.hasOwn(choreShapes, name)),
  input: z.unknown(),
});
export type ChoreOrder = z.infer<typeof choreOrderSchema>;

/** What the thread tells; it ends after an output or an error. */
export const choreReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), progress: z.unknown() }),
  z.strictObject({ kind: z.literal('output'), output: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), error: appErrorPayloadSchema }),
]);
export type ChoreReply = z.infer<typeof choreReplySchema>;

/** What the thread is told while it works: to end early. */
export const choreAbortion = 'abort';
