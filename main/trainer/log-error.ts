import { AppError } from '../../shared/ipc/app-error.ts';

/**
 * Writes an error to standard error, which main keeps in its log: a foreseen one by its code alone, any
 * other with its message and where it happened. Quoted text and paths are left out, since a path may name
 * a patient.
 *
 * @param place what the trainer was doing, in a word
 */
export function logError(place: string, thrown: unknown): void {
  process.stderr.write(`${[`${place}: ${describe(thrown)}`, ...listFrames(thrown)].join('\n')}\n`);
}

function describe(thrown: unknown): string {
  if (thrown instanceof AppError) {
    return thrown.cause === undefined ? thrown.code : `${thrown.code}, from ${describe(thrown.cause)}`;
  }
  if (!(thrown instanceof Error)) return redact(String(thrown));
  return `${thrown.name}: ${redact(thrown.message)}`;
}

function redact(message: string): string {
  return message
    .replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, '…')
    .replaceAll(/(?:[A-Za-z]:)?\S*[/\\]\S*/g, '…')
    .slice(0, 1000);
}

function listFrames(thrown: unknown): string[] {
  const source = thrown instanceof AppError ? thrown.cause : thrown;
  if (!(source instanceof Error)) return [];
  const lines = (source.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => /^at .*:\d+:\d+\)?$/.test(line)).slice(0, 15);
}
