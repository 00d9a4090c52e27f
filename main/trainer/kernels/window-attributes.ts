import { z } from 'zod';

const pairSchema = z.union([
  z.tuple([z.number(), z.number()]),
  z.number().transform((side): [number, number] => [side, side]),
]);

const padSchema = z.union([z.enum(['same', 'valid']), z.number()]);

/** Attributes of tfjs's gradients of a convolution, channels last. */
export const convolutionAttributesSchema = z.object({
  strides: pairSchema,
  pad: padSchema,
  dataFormat: z.literal('NHWC').default('NHWC'),
});

/** Attributes of tfjs's poolings and their gradients. */
export const poolingAttributesSchema = z.object({
  filterSize: pairSchema,
  strides: pairSchema,
  pad: padSchema,
});
export type PoolingAttributes = z.output<typeof poolingAttributesSchema>;

const shapeSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** A shape of four sides: [batch, height, width, channels], or [height, width, in, out] of a filter. */
export function toShape4d(shape: unknown): [number, number, number, number] {
  return shapeSchema.parse(shape);
}
