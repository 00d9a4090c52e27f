import { AppError } from '../../../shared/ipc/app-error.ts';

/** Most bytes of an image that is handed over instead of named: it passes through memory several times. */
export const mostUploadBytes = 64 * 1024 * 1024;

/**
 * The bytes of a file handed over in base64.
 *
 * @throws AppError image-too-large above 64 MiB
 */
export function decodeUpload(name: string, base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.byteLength <= mostUploadBytes) return bytes;
  throw new AppError(
    'image-too-large',
    `${name} has ${Math.ceil(bytes.byteLength / 1024 / 1024)} MiB; at most 64 MiB can be handed over this way. Use the command line, which reads files where they lie.`,
    { sizeBytes: bytes.byteLength },
  );
}
