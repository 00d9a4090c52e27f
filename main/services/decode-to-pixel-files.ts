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
  readonly read: (source: Source, imageSize: number) => Promise<ReadImage>;
  /** One a size; a record is the same image in all of them. At least one. */
  readonly pixels: readonly PixelFile[];
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * Reads images into pixel files, in order and without gaps: an image that cannot be read is told of and
 * takes no record.
 *
 * @throws the signal's reason when it is aborted, and what keeps a pixel file from being written
 */
export async function decodeToPixelFiles<Source>(
  sources: readonly Source[],
  { read, pixels, signal, onProgress = () => undefined }: DecodeOptions<Source>,
): Promise<DecodedSource<Source>[]> {
  const files = await Promise.all(pixels.map(async ({ path }) => await open(path, 'w')));
  const decoded: DecodedSource<Source>[] = [];
  let record = 0;
  try {
    const results = mapInOrder(sources, toReadingParallelism(), async (source) => ({
      source,
      result: await readOrError(source, pixels, read),
    }));
    for await (const { source, result } of results) {
      signal.throwIfAborted();
      if (result instanceof AppError) {
        decoded.push({ source, error: result });
      } else {
        for (const [index, { pixels: bytes }] of result.entries()) {
          await files[index]?.write(bytes, 0, bytes.byteLength, record * bytes.byteLength);
        }
        const [{ pixels: _, ...image }] = result;
        decoded.push({ source, record, image, error: null });
        record += 1;
      }
      onProgress(decoded.length);
    }
  } finally {
    await Promise.all(files.map(async (file) => await file.close()));
  }
  return decoded;
}

/** The image at every size; one that fails at any of them fails. */
async function readOrError<Source>(
  source: Source,
  [first, ...others]: readonly PixelFile[],
  read: DecodeOptions<Source>['read'],
): Promise<readonly [ReadImage, ...ReadImage[]] | AppError> {
  if (first === undefined) throw new Error('images are read at one size at least');
  try {
    return [
      await read(source, first.imageSize),
      ...(await Promise.all(others.map(async ({ imageSize }) => await read(source, imageSize)))),
    ];
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
}
