import { AppError } from '../shared/ipc/app-error.ts';

/** An error as the log may hold it. */
export interface LoggedError {
  readonly name: string;
  readonly code: string | null;
  /** Null for an AppError, whose text names the user's files. */
  readonly message: string | null;
  /** Frames only: the first lines of a stack repeat the message. */
  readonly stack: readonly string[];
  readonly cause?: LoggedError;
}

const maximumCauses = 5;

/**
 * Turns whatever was thrown into what the log may hold. Messages of errors that nobody foresaw help to mend
 * them, but Node puts paths into them, and a path may name a patient: quoted text and whatever looks like a
 * path or a file name is replaced by an ellipsis.
 */
export function toLoggedError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) {
    return { name: typeof thrown, code: null, message: redactPaths(String(thrown)), stack: [] };
  }
  const code: unknown = 'code' in thrown ? thrown.code : null;
  return {
    name: thrown.name,
    code: typeof code === 'string' ? code : null,
    message: thrown instanceof AppError ? null : redactPaths(thrown.message),
    stack: toFrames(thrown.stack),
    ...(thrown.cause !== undefined && depth < maximumCauses
      ? { cause: toLoggedError(thrown.cause, depth + 1) }
      : {}),
  };
}

/** Replaces quoted text, paths and file names in a message by an ellipsis. */
export function redactPaths(message: string): string {
  return message
    .replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, '…')
    .replaceAll(/(?:[A-Za-z]:)?\S*[/\\]\S*/g, '…')
    .replaceAll(/[\p{L}\p{N}_-]+\.(?:jpe?g|png|dcm|tiff?|bmp|gif|webp|csv)\b/giu, '…');
}

function toFrames(stack: string | undefined): string[] {
  return (stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line));
}
