import { z } from 'zod';
import { appErrorPayloadSchema } from '../../../shared/ipc/app-error.ts';
import { dicomHeaderSchema } from './dicom-image.ts';

/** What a thread that decodes is sent, one at a time: a file, and what is wanted of it. */
export const decodingJobSchema = z.strictObject({
  /** `draw`: 8-bit grey, as the file says it is to be shown; `pack`: a grey picture in the file's own values. */
  kind: z.enum(['draw', 'pack']),
  /** The file, in a buffer of its own. */
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
  /** What to call the file in an error's message. */
  label: z.string(),
  /** The least width and height in pixels. */
  smallestSide: z.number(),
});
export type DecodingJob = z.infer<typeof decodingJobSchema>;

/** What comes of `draw`. */
export const drawnDicomSchema = z.strictObject({
  header: dicomHeaderSchema,
  /** A byte a pixel, row by row, 0 black to 255 white. */
  pixels: z.instanceof(Uint8Array<ArrayBuffer>),
  isColour: z.boolean(),
});
export type DrawnDicom = Readonly<z.infer<typeof drawnDicomSchema>>;

/** What comes of `pack`: see `greyPictureType`. */
export const packedDicomSchema = z.instanceof(Uint8Array<ArrayBuffer>);

/** What a thread answers to a job. */
export const decodingReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('output'), output: z.unknown() }),
  z.strictObject({
    kind: z.literal('error'),
    error: appErrorPayloadSchema,
    /** What lies beneath, for the log. */
    cause: z.string().nullable(),
  }),
]);
export type DecodingReply = z.infer<typeof decodingReplySchema>;
