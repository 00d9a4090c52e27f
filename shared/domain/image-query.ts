import { z } from 'zod';
import { givenSplitSchema } from './image.ts';
import { idSchema } from './name.ts';

/** Why an image of a dataset may deserve a second look. */
export const imageFlagSchema = z.enum([
  'duplicate',
  'near-duplicate',
  'label-conflict',
  'label-changed',
  'excluded',
]);
export type ImageFlag = z.infer<typeof imageFlagSchema>;

/** How a run's latest word on an image compares with the image's label; `unsure` is near the operating point. */
export const verdictSchema = z.enum(['right', 'wrong', 'unsure']);
export type Verdict = z.infer<typeof verdictSchema>;

const sideSchema = z.number().int().positive().nullable().default(null);

/** Which images of a dataset are wanted: those that meet every condition. An empty list or a null is none. */
export const imageFilterSchema = z.strictObject({
  classNames: z.array(z.string()).max(1000).default([]),
  /** Folders that images came in; `none` for those of no given split. */
  givenSplits: z.array(z.enum([...givenSplitSchema.options, 'none'])).default([]),
  /** The key of one patient. */
  patient: z.string().nullable().default(null),
  /** Part of a path, of a patient's key or of what a further column says; upper and lower case of ASCII letters are the same. */
  search: z.string().max(200).default(''),
  /** Bounds of the longer side in pixels, both included. */
  leastSide: sideSchema,
  mostSide: sideSchema,
  /** Images with any of these. */
  flags: z.array(imageFlagSchema).default([]),
  /** Images among these; null for all. */
  ids: z.array(idSchema).max(1000).nullable().default(null),
  /** The run whose predictions count; what follows needs it. */
  run: idSchema.nullable().default(null),
  /** Images that the run judged in any of these ways. */
  verdicts: z.array(verdictSchema).default([]),
  /** Classes that the run calls images of, at its operating point. */
  calls: z.array(z.string()).max(1000).default([]),
});
export type ImageFilter = z.output<typeof imageFilterSchema>;

/**
 * Orders of images. `added` is the order in which imports brought them, `size` that of pixels. `probability` is
 * the run's latest of any finding, and leaves out images that the run never saw.
 */
export const imageSortSchema = z.enum(['path', 'patient', 'class', 'size', 'added', 'probability']);
export type ImageSort = z.infer<typeof imageSortSchema>;

/** The images of one dataset, chosen and in order: what a screenful is cut from. */
export const imageQuerySchema = z.strictObject({
  filter: imageFilterSchema.prefault({}),
  sort: imageSortSchema.default('path'),
  isDescending: z.boolean().default(false),
});
export type ImageQuery = z.output<typeof imageQuerySchema>;
