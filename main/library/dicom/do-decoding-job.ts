import type { DecodingJob, DrawnDicom } from './decoding-messages.ts';
import { readDicom } from './read-dicom.ts';
import { renderDicom } from './render-dicom.ts';
import { toGreyPicture } from './to-grey-picture.ts';
import { toOwnBytes } from './to-own-bytes.ts';

/** What comes of a job, and the buffer in it that another thread may be given. */
export interface DecodingOutput {
  readonly output: DrawnDicom | Uint8Array<ArrayBuffer>;
  readonly buffer: ArrayBuffer;
}

/** Decodes a file in this thread. @throws AppError what `readDicom` throws */
export async function doDecodingJob({
  kind,
  bytes,
  label,
  smallestSide,
}: DecodingJob): Promise<DecodingOutput> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const image = await readDicom(file, label, smallestSide);
  if (kind === 'pack') {
    const output = toOwnBytes(toGreyPicture(image));
    return { output, buffer: output.buffer };
  }
  const rendered = renderDicom(image);
  const pixels = toOwnBytes(rendered.pixels);
  return { output: { header: image.header, pixels, isColour: rendered.isColour }, buffer: pixels.buffer };
}
