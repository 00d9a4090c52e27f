import { readFileSync } from 'node:fs';
import { z } from 'zod';

const values = z.array(z.number());
const byFactor = z.array(z.object({ factor: z.number(), expected: values }));

/** What Keras, SciPy, NumPy and Pillow make of the same image; make-references.py beside it says how. */
export const references = z
  .object({
    side: z.number(),
    image: values,
    affine: z.array(
      z.object({
        fillMode: z.enum(['constant', 'nearest', 'reflect', 'wrap']),
        rotation: z.number(),
        rowShift: z.number(),
        columnShift: z.number(),
        shear: z.number(),
        rowZoom: z.number(),
        columnZoom: z.number(),
        expected: values,
      }),
    ),
    flips: z.object({ horizontal: values, vertical: values }),
    crops: z.array(
      z.object({
        top: z.number(),
        left: z.number(),
        height: z.number(),
        width: z.number(),
        expected: values,
      }),
    ),
    brightness: byFactor,
    contrast: byFactor,
    gamma: z.array(z.object({ gamma: z.number(), expected: values })),
    blur: z.array(z.object({ deviation: z.number(), expected: values })),
    sharpen: z.array(z.object({ amount: z.number(), expected: values })),
    jpeg: z.array(z.object({ quality: z.number(), side: z.number(), image: values, expected: values })),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../../fixtures/augmentation/references.json', import.meta.url), 'utf8')),
  );
