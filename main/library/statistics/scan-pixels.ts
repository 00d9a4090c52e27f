import { open } from 'node:fs/promises';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';

/** Read and looked at in one go: a few milliseconds' work, after which others have their turn. */
const chunkBytes = 1_048_576;

/** Some consecutive records of a pixel file. */
export interface PixelChunk {
  readonly firstRecord: number;
  /** The record after the chunk's last. */
  readonly endRecord: number;
  /** The pixels of one of its records: rows of grey values. Valid until the next chunk. */
  pixelsOf(record: number): Uint8Array;
}

/**
 * Reads a pixel file from its first record to the one before `endRecord`, or to where the file ends, in chunks
 * short enough that whatever else the process does keeps going between them.
 */
export async function* scanPixels(
  { path, imageSize }: PixelFile,
  endRecord: number,
  signal: AbortSignal,
): AsyncGenerator<PixelChunk> {
  const recordBytes = imageSize * imageSize;
  const recordsAChunk = Math.max(1, Math.floor(chunkBytes / recordBytes));
  const buffer = Buffer.alloc(recordsAChunk * recordBytes);
  const handle = await open(path, 'r');
  try {
    for (let firstRecord = 0; firstRecord < endRecord;) {
      signal.throwIfAborted();
      const wanted = Math.min(recordsAChunk, endRecord - firstRecord) * recordBytes;
      const { bytesRead } = await handle.read(buffer, 0, wanted, firstRecord * recordBytes);
      const records = Math.floor(bytesRead / recordBytes);
      if (records === 0) return;
      const start = firstRecord;
      yield {
        firstRecord,
        endRecord: firstRecord + records,
        pixelsOf: (record) =>
          buffer.subarray((record - start) * recordBytes, (record - start + 1) * recordBytes),
      };
      firstRecord += records;
    }
  } finally {
    await handle.close();
  }
}
