import { readFileSync } from 'node:fs';
import { z } from 'zod';

const numbers = z.array(z.number());

const fixtureSchema = z.object({
  optimizers: z.object({
    learningRate: z.number(),
    start: numbers,
    gradients: z.array(numbers),
    cases: z.array(z.object({ settings: z.unknown(), weights: numbers })),
  }),
  schedules: z.object({
    cosine: z.object({ learningRate: z.number(), steps: z.number(), rates: numbers }),
    plateau: z.object({ values: numbers, patience: z.number(), factor: z.number(), rates: numbers }),
  }),
  losses: z.object({
    logits: numbers,
    labels: numbers,
    cases: z.array(z.object({ settings: z.unknown(), perImage: numbers })),
  }),
});

const file = new URL('../../../fixtures/keras/keras.json', import.meta.url);

/** What Keras computes; `make-keras.py` beside the file says how. */
export const keras = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
