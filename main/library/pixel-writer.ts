import { type FileHandle, open, truncate } from 'node:fs/promises';

/** Bytes gathered before they are written in one go. */
const flushBytes = 4 * 1024 * 1024;

/** Adds records to a pixel file, one after another. */
export interface PixelWriter {
  /** Adds one record: imageSize rows of imageSize grey values. */
  append(pixels: Uint8Array): Promise<void>;
  /** Writes what is left, waits until the disk has it, and closes the file. Returns the records it holds. */
  finish(): Promise<number>;
  /** Closes the file and gives it the length it had at first, also after it was finished. */
  abandon(): Promise<void>;
}

/**
 * Opens a pixel file to add records to it, making it where it is missing. What lies past the first
 * `fromRecord` records is cut off: an earlier writer never finished it.
 */
export async function openPixelWriter(
  filePath: string,
  imageSize: number,
  fromRecord: number,
): Promise<PixelWriter> {
  const recordBytes = imageSize * imageSize;
  const handle = await open(filePath, fromRecord === 0 ? 'w' : 'r+');
  if (fromRecord > 0) await handle.truncate(fromRecord * recordBytes);
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  let position = fromRecord * recordBytes;

  async function flush(): Promise<void> {
    const bytes = Buffer.concat(gathered);
    gathered = [];
    gatheredBytes = 0;
    await writeFully(handle, bytes, position);
    position += bytes.byteLength;
  }

  return {
    async append(pixels) {
      if (pixels.byteLength !== recordBytes) throw new RangeError(`a record has ${recordBytes} bytes`);
      gathered.push(pixels);
      gatheredBytes += pixels.byteLength;
      if (gatheredBytes >= flushBytes) await flush();
    },
    async finish() {
      await flush();
      await handle.sync();
      await handle.close();
      return position / recordBytes;
    },
    async abandon() {
      // whatever went wrong before is what the user hears of; the next writer cuts off what stays
      await handle.close().catch(() => {});
      await truncate(filePath, fromRecord * recordBytes).catch(() => {});
    },
  };
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.byteLength - written,
      position + written,
    );
    written += bytesWritten;
  }
}
