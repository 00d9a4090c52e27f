import { z } from 'zod';

/**
 * The media type of a picture in the values that its file holds, of more than eight bits: what a DICOM image's
 * full-size picture is sent as. Its bytes are the length of a header (4 bytes, little-endian), the header (JSON in
 * UTF-8, padded with spaces so that what follows begins at a multiple of 8), and the values row by row,
 * little-endian.
 */
export const greyPictureType = 'application/vnd.negatoscope.grey-picture';

/** Distance between the centres of neighbouring pixels, in millimetres. */
export const pixelSpacingSchema = z.strictObject({
  rowMm: z.number().positive(),
  columnMm: z.number().positive(),
  /**
   * What it was measured on: the patient, as DICOM's Pixel Spacing of a calibrated image; or the detector, as its
   * Imager Pixel Spacing, where what lies before the detector is shown larger than it is.
   */
  plane: z.enum(['patient', 'detector']),
});
export type PixelSpacing = Readonly<z.infer<typeof pixelSpacingSchema>>;

/** Which values are spread from black to white, by a VOI LUT function of DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3. */
export const valueWindowSchema = z.strictObject({
  center: z.number(),
  width: z.number().positive(),
  function: z.enum(['linear', 'linear-exact', 'sigmoid']),
  /** What the file calls it; null where it does not. */
  explanation: z.string().nullable(),
});
export type ValueWindow = Readonly<z.infer<typeof valueWindowSchema>>;

/** A table from values to grey: DICOM's VOI LUT Sequence, PS3.3, C.11.2.1.1. */
export const valueTableSchema = z.strictObject({
  /** The value that the first entry is for; smaller ones get the first entry too, greater ones than all the last. */
  firstValue: z.number(),
  /** 0 black to 1 white. */
  entries: z.array(z.number().min(0).max(1)).min(1),
  explanation: z.string().nullable(),
});
export type ValueTable = Readonly<z.infer<typeof valueTableSchema>>;

export const greyPictureHeaderSchema = z.strictObject({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  valueType: z.enum(['uint8', 'uint16', 'int16', 'float32']),
  /** The smallest and the greatest value in the picture; 0 and 255 where it is plain 8-bit grey. */
  range: z.tuple([z.number(), z.number()]),
  /** The file's own; the first is the one to show it in. One that holds all values where the file has none. */
  windows: z.array(valueWindowSchema).min(1),
  /** The file's own, which goes before its windows; null where it has none. */
  table: valueTableSchema.nullable(),
  /** Whether the smallest value is to be shown white, as MONOCHROME1 says. */
  isInverted: z.boolean(),
  pixelSpacing: pixelSpacingSchema.nullable(),
});
export type GreyPictureHeader = Readonly<z.infer<typeof greyPictureHeaderSchema>>;
