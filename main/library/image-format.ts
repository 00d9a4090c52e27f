import { isDicom } from './dicom/is-dicom.ts';

/** The kinds of file that are read as images. */
export const imageFormats = ['JPEG', 'PNG', 'TIFF', 'WebP', 'GIF', 'AVIF', 'DICOM'] as const;
export type ImageFormat = (typeof imageFormats)[number];

interface Signature {
  readonly format: ImageFormat;
  readonly offset: number;
  readonly text: string;
}

/** Latin-1 text that a file of each format has at a fixed place. */
const signatures: readonly Signature[] = [
  { format: 'JPEG', offset: 0, text: '\xff\xd8\xff' },
  { format: 'PNG', offset: 0, text: '\x89PNG\r\n\x1a\n' },
  { format: 'TIFF', offset: 0, text: 'II*\0' },
  { format: 'TIFF', offset: 0, text: 'MM\0*' },
  { format: 'TIFF', offset: 0, text: 'II+\0' },
  { format: 'TIFF', offset: 0, text: 'MM\0+' },
  { format: 'WebP', offset: 8, text: 'WEBP' },
  { format: 'GIF', offset: 0, text: 'GIF8' },
  { format: 'AVIF', offset: 4, text: 'ftypavif' },
  { format: 'AVIF', offset: 4, text: 'ftypavis' },
];

/**
 * Tells an image's format from its bytes, whatever its name says. Null for anything else: text, PDF,
 * SVG and the like are not radiographs, even where a decoder could draw them.
 */
export function detectImageFormat(bytes: Uint8Array): ImageFormat | null {
  // before the others, since DICOM leaves its first 128 bytes to anybody, and some write the header of a TIFF there
  if (isDicom(bytes)) return 'DICOM';
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16)).toString(
    'latin1',
  );
  return signatures.find(({ offset, text }) => start.startsWith(text, offset))?.format ?? null;
}
