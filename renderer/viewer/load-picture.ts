import { greyPictureType } from '../../shared/domain/grey-picture.ts';
import { AppError, appErrorPayloadSchema } from '../../shared/ipc/app-error.ts';
import { toBytePicture, type GreyPicture } from './grey-picture.ts';
import { letWindowAnswer } from './let-window-answer.ts';
import { readGreyPicture } from './read-grey-picture.ts';

/** Bytes of a picture in its own values copied at a time. */
const bytesAtATime = 1 << 20;

/** Pixels read from the decoder at a time: the window answers in between. */
const pixelsAtATime = 1_000_000;

/**
 * Fetches a picture of the app's own: a DICOM image's in the values that its file holds, any other in 8-bit grey.
 *
 * @throws AppError why the app has no such picture; image-unreadable where it does not decode; DOMException
 *   AbortError when the signal is aborted
 */
export async function loadPicture(address: string, signal: AbortSignal): Promise<GreyPicture> {
  const blob = await fetchPicture(address, signal);
  if (blob.type === greyPictureType) return readGreyPicture(await readBytes(blob, signal));
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' }).catch((cause: unknown) => {
    throw new AppError('image-unreadable', 'This window cannot show the image.', {}, { cause });
  });
  try {
    return await readGrey(bitmap, signal);
  } finally {
    bitmap.close();
  }
}

async function fetchPicture(address: string, signal: AbortSignal): Promise<Blob> {
  const throwLost = (cause: unknown): never => {
    if (signal.aborted) throw cause;
    throw new AppError(
      'connection-lost',
      'The app does not answer. Try again once it is back.',
      {},
      { cause },
    );
  };
  const response = await fetch(address, { signal }).catch(throwLost);
  if (!response.ok) throw await readError(response);
  return await response.blob().catch(throwLost);
}

/** In parts: to copy a large film at one go would keep the window from answering. */
async function readBytes(blob: Blob, signal: AbortSignal): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(blob.size);
  for (let start = 0; start < blob.size; start += bytesAtATime) {
    signal.throwIfAborted();
    const part = await blob.slice(start, start + bytesAtATime).arrayBuffer();
    bytes.set(new Uint8Array(part), start);
  }
  return bytes.buffer;
}

async function readError(response: Response): Promise<AppError> {
  const payload = appErrorPayloadSchema.safeParse(await response.json().catch(() => null));
  return payload.success
    ? AppError.fromPayload(payload.data)
    : new AppError('unexpected', 'The app could not give this image. Its log has the details.');
}

/** The picture is grey, so one channel tells all. */
async function readGrey(bitmap: ImageBitmap, signal: AbortSignal): Promise<GreyPicture> {
  const { width, height } = bitmap;
  const values = new Uint8Array(width * height);
  const rows = Math.max(1, Math.floor(pixelsAtATime / width));
  const canvas = new OffscreenCanvas(width, Math.min(rows, height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new AppError('image-unreadable', 'This window has no memory for the image.');
  for (let top = 0; top < height; top += rows) {
    const count = Math.min(rows, height - top);
    context.drawImage(bitmap, 0, top, width, count, 0, 0, width, count);
    const { data } = context.getImageData(0, 0, width, count);
    for (let pixel = 0; pixel < width * count; pixel += 1) {
      values[top * width + pixel] = data[pixel * 4] ?? 0;
    }
    await letWindowAnswer(signal);
  }
  return toBytePicture({ width, height, values });
}
