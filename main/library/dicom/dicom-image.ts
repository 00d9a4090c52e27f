import type { PixelSpacing, ValueTable, ValueWindow } from '../../../shared/domain/grey-picture.ts';

/** What a DICOM file says of itself. Text is trimmed, in Unicode, and null where it is absent or empty. */
export interface DicomHeader {
  /** Patient ID (0010,0020): never to be logged. */
  readonly patientId: string | null;
  /** As DICOM writes it: M, F, O. */
  readonly patientSex: string | null;
  /** As DICOM writes it: 045Y. */
  readonly patientAge: string | null;
  /** YYYY-MM-DD. */
  readonly studyDate: string | null;
  /** CR, DX, MR, CT ... */
  readonly modality: string | null;
  /** CHEST ... */
  readonly bodyPartExamined: string | null;
  /** PA, AP, LL ... */
  readonly viewPosition: string | null;
  /** L, R, U, B. */
  readonly laterality: string | null;
  readonly pixelSpacing: PixelSpacing | null;
  readonly photometricInterpretation: string;
  /** Its UID. */
  readonly transferSyntax: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** The first frame of a DICOM file. */
export interface DicomImage {
  readonly header: DicomHeader;
  readonly samples: GreySamples | ColourSamples;
}

/** height rows of width values, after the Modality LUT or rescale slope and intercept. */
export interface GreySamples {
  readonly kind: 'grey';
  readonly values: Uint8Array | Uint16Array | Int16Array | Float32Array;
  /** The smallest and the greatest of them, those that stand for padding left out. */
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
