import { open } from 'node:fs/promises';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { PixelFile } from '../../shared/trainer-protocol.ts';
import { mapInOrder } from '../library/map-in-order.ts';
import type { ReadImage } from '../library/read-image.ts';
import { toReadingParallelism } from '../library/reading-parallelism.ts';

/** What came of one source: facts of the image and its place in the pixel file, or why it was left out. */
export type DecodedSource<Source> =
  | {
      readonly source: Source;
      readonly record: number;
      readonly image: Omit<ReadImage, 'pixels'>;
      readonly error: null;
    }
  | { readonly source: Source; readonly error: AppError };

export interface DecodeOptions<Source> {
  readonly read: (source: Source) => Promise<ReadImage>;
  readonly pixels: PixelFile;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * Reads images into a pixel file, in order and without gaps: an image that cannot be read is told of and
 * takes no record.
 *
 * @throws the signal's reason when it is aborted, and what keeps the pixel file from being written
 */
export async function decodeToPixelFile<Source>(
  sources: readonly Source[],
  { read, pixels, signal, onProgress = () => undefined }: DecodeOptions<Source>,
): Promise<DecodedSource<Source>[]> {
  const file = await open(pixels.path, 'w');
  const decoded: DecodedSource<Source>[] = [];
  let record = 0;
  try {
    const results = mapInOrder(sources, toReadingParallelism(), async (source) => ({
      source,
      result: await readOrError(read, source),
    }));
    for await (const { source, result } of results) {
      signal.throwIfAborted();
      if (result instanceof AppError) {
        decoded.push({ source, error: result });
      } else {
        const { pixels: bytes, ...image } = result;
        await file.write(bytes, 0, bytes.byteLength, record * bytes.byteLength);
        decoded.push({ source, record, image, error: null });
        record += 1;
      }
      onProgress(decoded.length);
    }
  } finally {
    await file.close();
  }
  return decoded;
}

async function readOrError<Source>(
  read: (source: Source) => Promise<ReadImage>,
  source: Source,
): Promise<ReadImage | AppError> {
  try {
    return await read(source);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
}
