import { AppError } from '../../shared/ipc/app-error.ts';
import { imageFormats } from './image-format.ts';

/** Smallest width and height of an image that is worth reading, in pixels. */
export const smallestSide = 32;
/** Most pixels of an image that is decoded: three times the largest detector, and a bound on memory. */
export const mostPixels = 100_000_000;
/** Largest file that is read, in bytes. */
export const mostBytes = 512 * 1024 * 1024;

/** An error for a file that could not be opened or read, from Node's error. */
export function toFileError(thrown: unknown, label: string): AppError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  return new AppError(
    'image-unreadable',
    `${label} cannot be read: ${readingProblems.get(code) ?? `the system answered ${code}`}.`,
    {},
    { cause: thrown },
  );
}

const readingProblems = new Map([
  ['EACCES', 'you may not open it; give yourself the right to read it'],
  ['EPERM', 'you may not open it; give yourself the right to read it'],
  ['ENOENT', 'it is not there (any more)'],
  ['ENOTDIR', 'it is not there (any more)'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'it is a link that leads back to itself'],
  ['EIO', 'the disk answered with an error; copy it again from its source'],
  ['EMFILE', 'too many files are open; close other programs and try again'],
]);

/** An error for a file that exists but is none: a pipe, a device, a socket. */
export function toSpecialFileError(label: string): AppError {
  return new AppError('image-unreadable', `${label} is not a regular file.`);
}

/** An error for a file of no bytes. */
export function toEmptyError(label: string): AppError {
  return new AppError('image-empty', `${label} is empty (0 bytes). Copy it again from its source.`);
}

/** An error for a file that does not begin like any format that is read. */
export function toNotAnImageError(label: string): AppError {
  return new AppError(
    'image-not-an-image',
    `${label} is not an image that this version reads (${imageFormats.join(', ')}), whatever its name says.`,
  );
}

/** An error for an image of fewer than 32 pixels in width or height. */
export function toTooSmallError(label: string, width: number, height: number): AppError {
  return new AppError(
    'image-too-small',
    `${label} is ${width} x ${height} pixels; at least ${smallestSide} x ${smallestSide} are needed.`,
    { width, height },
  );
}

/** An error for an image of more pixels, or a file of more bytes, than are read. */
export function toTooLargeError(label: string): AppError {
  return new AppError(
    'image-too-large',
    `${label} is larger than ${mostPixels / 1_000_000} million pixels or ${mostBytes / 1024 / 1024} MiB. Save it smaller.`,
  );
}

/**
 * An error for bytes that begin like an image and then fail to decode, from sharp's error: cut off, damaged,
 * or too large.
 */
export function toDecodingError(thrown: unknown, label: string): AppError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (/pixel limit|too large|image dimensions/i.test(reason)) return toTooLargeError(label);
  return new AppError(
    'image-truncated',
    `${label} begins like an image but is cut off or damaged. Copy it again from its source.`,
    {},
    { cause: thrown },
  );
}
