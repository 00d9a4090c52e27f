import { z } from 'zod';

export const spreadSchema = z.strictObject({
  count: z.number().int().positive(),
  mean: z.number(),
  /** Sample standard deviation (divided by count - 1); null of a single value. */
  deviation: z.number().nonnegative().nullable(),
  minimum: z.number(),
  maximum: z.number(),
});
export type Spread = z.infer<typeof spreadSchema>;

/** How far values lie apart; null where there are none. */
export function summarizeSpread(values: readonly number[]): Spread | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count,
    mean,
    deviation: count === 1 ? null : Math.sqrt(squares / (count - 1)),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  };
}
