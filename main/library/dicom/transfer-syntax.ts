/** How the frame of a compressed file is decoded. */
export type Compression = 'rle' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

/** What a transfer syntax says about the bytes of a file: DICOM PS3.5, section 10 and annex A. */
export interface TransferSyntax {
  readonly uid: string;
  readonly isExplicit: boolean;
  readonly isBigEndian: boolean;
  readonly isDeflated: boolean;
  /** Null where pixels are written as they are. */
  readonly compression: Compression | null;
}

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const deflatedLittleEndian = '1.2.840.10008.1.2.1.99';
export const explicitBigEndian = '1.2.840.10008.1.2.2';

const compressions = new Map<string, Compression>([
  ['1.2.840.10008.1.2.5', 'rle'],
  // baseline, extended, and lossless by any predictor or by the first
  ...['50', '51', '57', '70'].map((end): [string, Compression] => [`1.2.840.10008.1.2.4.${end}`, 'jpeg']),
  ...['80', '81'].map((end): [string, Compression] => [`1.2.840.10008.1.2.4.${end}`, 'jpeg-ls']),
  ...['90', '91'].map((end): [string, Compression] => [`1.2.840.10008.1.2.4.${end}`, 'jpeg-2000']),
  ...['201', '202', '203'].map((end): [string, Compression] => [`1.2.840.10008.1.2.4.${end}`, 'htj2k']),
]);

const uncompressed = [implicitLittleEndian, explicitLittleEndian, deflatedLittleEndian, explicitBigEndian];

/** Whether pixels in this transfer syntax can be read. */
export function isKnownTransferSyntax(uid: string): boolean {
  return uncompressed.includes(uid) || compressions.has(uid);
}

/** Every syntax that is not listed is written as explicit little-endian, as PS3.5, A.4 asks of those to come. */
export function describeTransferSyntax(uid: string): TransferSyntax {
  return {
    uid,
    isExplicit: uid !== implicitLittleEndian,
    isBigEndian: uid === explicitBigEndian,
    isDeflated: uid === deflatedLittleEndian,
    compression: compressions.get(uid) ?? null,
  };
}
