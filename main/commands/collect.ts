import { AppError } from '../../shared/ipc/app-error.ts';

/** For an option that may be given several times: gathers what each gave. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

/**
 * Takes "NAME=VALUE" apart at its first equals sign.
 *
 * @param option what it was given to, for the message
 * @throws AppError usage-wrong
 */
export function parsePair(option: string, text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
  throw new AppError(
    'usage-wrong',
    `${option} takes NAME=VALUE, for instance --set epochs=3; it was given "${text}".`,
    { option },
  );
}
