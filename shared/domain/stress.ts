import { z } from 'zod';
import { idSchema, instantSchema, nameSchema } from './name.ts';
import { viewsSchema } from './views.ts';

/** How images from elsewhere may differ from those that a model was chosen on. */
export const shiftNames = [
  'brightness',
  'contrast',
  'gamma',
  'blur',
  'sharpening',
  'noise',
  'resolution',
  'crop',
  'border',
  'compression',
] as const;
export const shiftNameSchema = z.enum(shiftNames);
export type ShiftName = z.infer<typeof shiftNameSchema>;

const shareSchema = z.number().min(0).max(1);

/** How a model did at its operating point; null is what images of one class cannot tell. */
export const stressFiguresSchema = z.strictObject({
  accuracy: shareSchema,
  sensitivity: shareSchema.nullable(),
  specificity: shareSchema.nullable(),
  rocAuc: shareSchema.nullable(),
});
export type StressFigures = z.infer<typeof stressFiguresSchema>;

export const shiftedFiguresSchema = stressFiguresSchema.extend({
  shift: shiftNameSchema,
  /** In the shift's own unit: a factor, an exponent, pixels, a share, or JPEG's quality. */
  strength: z.number(),
});
export type ShiftedFigures = z.infer<typeof shiftedFiguresSchema>;

/** A model on the validation images of its own run, as they are and shifted in each way. */
export const stressReportSchema = z.strictObject({
  run: idSchema,
  runName: nameSchema,
  /** The operating point, which is the same under every shift. */
  threshold: shareSchema,
  views: viewsSchema.default(1),
  images: z.number().int().positive(),
  unshifted: stressFiguresSchema,
  shifted: z.array(shiftedFiguresSchema),
  createdAt: instantSchema,
});
export type StressReport = z.infer<typeof stressReportSchema>;

/** Balanced accuracy that a shift may cost before it is said to break a model. */
const toleratedLoss = 0.05;

/** Shifts, at their strengths, that cost a model more than 5 points of balanced accuracy. */
export function listBreakingShifts({
  unshifted,
  shifted,
}: Pick<StressReport, 'unshifted' | 'shifted'>): ShiftedFigures[] {
  const before = balance(unshifted);
  return shifted.filter((figures) => before - balance(figures) > toleratedLoss);
}

/** Half the sum of sensitivity and specificity; the accuracy where one class is missing. */
function balance({ accuracy, sensitivity, specificity }: StressFigures): number {
  return sensitivity === null || specificity === null ? accuracy : (sensitivity + specificity) / 2;
}
