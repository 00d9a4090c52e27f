import { AppError } from '../shared/ipc/app-error.ts';

/**
 * A file's bytes in base64, read off the main thread.
 *
 * @throws AppError `path-unreadable` where the file has gone or may not be read
 */
export function readAsBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    });
    reader.addEventListener('error', () =>
      reject(
        new AppError(
          'path-unreadable',
          'The file could not be read: it may have been moved or deleted. Choose it again.',
          {},
          { cause: reader.error },
        ),
      ),
    );
    reader.readAsDataURL(file);
  });
}
