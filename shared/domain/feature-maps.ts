import { z } from 'zod';
import { idSchema, nameSchema } from './name.ts';

/** Channels of a layer that are shown: what fits on a screen. */
export const mostFeatureMaps = 64;

/** What one channel of a layer makes of an image. Its picture goes from black at the minimum to white at the maximum. */
const featureMapSchema = z.strictObject({
  /** Counts from 1. */
  channel: z.number().int().positive(),
  minimum: z.number(),
  maximum: z.number(),
});

const layerOutputSchema = z.strictObject({
  run: idSchema,
  runName: nameSchema,
  /** By the name that the layer table gives it. */
  layer: z.string(),
  /** Of each map, in cells. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** All channels of the layer; maps are of the first `mostFeatureMaps`. */
  channels: z.number().int().positive(),
});

/** The feature maps of a layer for an image, each with its picture: a PNG in a data address, a pixel a cell. */
export const drawnFeatureMapsSchema = layerOutputSchema.extend({
  maps: z.array(featureMapSchema.extend({ picture: z.string() })),
});
export type DrawnFeatureMaps = z.infer<typeof drawnFeatureMapsSchema>;

/** The same as files: a PNG a channel, and one of all of them, row by row. */
export const writtenFeatureMapsSchema = layerOutputSchema.extend({
  maps: z.array(featureMapSchema.extend({ path: z.string() })),
  sheet: z.string(),
});
export type WrittenFeatureMaps = z.infer<typeof writtenFeatureMapsSchema>;
