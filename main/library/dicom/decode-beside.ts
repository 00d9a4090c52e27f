import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Decoders, openDecoders } from './decoders.ts';
import { type DrawnDicom, drawnDicomSchema, packedDicomSchema } from './decoding-messages.ts';
import { toOwnBytes } from './to-own-bytes.ts';

/** Built or not, the thread's module lies beside this one. */
const threadUrl = new URL(`decoding-thread${path.extname(import.meta.url)}`, import.meta.url);

/** Each holds the file, the decoder's memory and the pixels: some 200 MB for a large film. */
const mostThreads = 4;
/** A file of 100 million pixels in JPEG 2000, the slowest, takes a third of this. */
const limitMs = 60_000;
const idleMs = 20_000;

let decoders: Decoders | null = null;

/** This thread's own: one that imports waits for them as main does, and can be told meanwhile to stop. */
function findDecoders(): Decoders {
  const most = Math.min(availableParallelism(), mostThreads);
  decoders ??= openDecoders({ threadUrl, most, limitMs, idleMs });
  return decoders;
}

/**
 * Draws a DICOM file's first frame, as `renderDicom` does, in another thread.
 * @param bytes are taken: they are empty afterwards
 * @param label what to call the file in an error's message
 * @param smallestSide the least width and height in pixels
 * @throws AppError what `readDicom` throws; image-truncated too where it does not come to an end; image-too-large too
 *   where memory runs out; unexpected where the decoder itself fails
 */
export async function drawDicomBeside(bytes: Buffer, label: string, smallestSide = 1): Promise<DrawnDicom> {
  const job = { kind: 'draw', bytes: toOwnBytes(bytes), label, smallestSide } as const;
  return drawnDicomSchema.parse(await findDecoders().decode(job));
}

/**
 * Packs a DICOM file's first frame as a grey picture, as `toGreyPicture` does, in another thread.
 * @param bytes are taken: they are empty afterwards
 * @param label what to call the file in an error's message
 * @throws AppError what `drawDicomBeside` throws
 */
export async function packDicomBeside(bytes: Buffer, label: string): Promise<Buffer> {
  const job = { kind: 'pack', bytes: toOwnBytes(bytes), label, smallestSide: 1 } as const;
  return Buffer.from(packedDicomSchema.parse(await findDecoders().decode(job)).buffer);
}
