import { z } from 'zod';
import {
  type ValueTable,
  type ValueWindow,
  pixelSpacingSchema,
} from '../../../shared/domain/grey-picture.ts';

const textSchema = z.string().nullable();

/** What a DICOM file says of itself. Text is trimmed, in Unicode, and null where it is absent or empty. */
export const dicomHeaderSchema = z.strictObject({
  /** Patient ID (0010,0020): never to be logged. */
  patientId: textSchema,
  /** As DICOM writes it: M, F, O. */
  patientSex: textSchema,
  /** As DICOM writes it: 045Y. */
  patientAge: textSchema,
  /** YYYY-MM-DD. */
  studyDate: textSchema,
  /** CR, DX, MR, CT ... */
  modality: textSchema,
  /** CHEST ... */
  bodyPartExamined: textSchema,
  /** PA, AP, LL ... */
  viewPosition: textSchema,
  /** L, R, U, B. */
  laterality: textSchema,
  pixelSpacing: pixelSpacingSchema.nullable(),
  photometricInterpretation: z.string(),
  /** Its UID. */
  transferSyntax: z.string(),
  width: z.number(),
  height: z.number(),
  frames: z.number(),
});
export type DicomHeader = Readonly<z.infer<typeof dicomHeaderSchema>>;

/** The first frame of a DICOM file. */
export interface DicomImage {
  readonly header: DicomHeader;
  readonly samples: GreySamples | ColourSamples;
}

/** height rows of width values, after the Modality LUT or rescale slope and intercept. */
export interface GreySamples {
  readonly kind: 'grey';
  readonly values: Uint8Array | Uint16Array | Int16Array | Float32Array;
  /**
   * The smallest and the greatest of them, those that stand for padding left out; 0 and 255 where they have eight bits
   * and the file does not say how to show them.
   */
  readonly range: readonly [number, number];
  /** The file's own, or one that holds `range`. */
  readonly windows: readonly [ValueWindow, ...ValueWindow[]];
  /** The file's VOI LUT, which goes before its windows. */
  readonly table: ValueTable | null;
  /** Whether the smallest value is white. */
  readonly isInverted: boolean;
}

export interface ColourSamples {
  readonly kind: 'colour';
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array;
}
