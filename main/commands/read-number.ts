import { AppError } from '../../shared/ipc/app-error.ts';

/** What an option takes: from `least` or above `above`, up to and with `most`. */
interface Range {
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
}

/** The number that an option's text spells. @throws AppError usage-wrong where it is none, or out of range */
export function readNumber(option: string, text: string, range: Range = {}): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && isWithin(value, range)) return value;
  throw toUsageError(option, text, `a number${describeRange(range)}`);
}

/** The whole number that an option's text spells. @throws AppError usage-wrong where it is none, or out of range */
export function readWholeNumber(option: string, text: string, range: Range = {}): number {
  const value = Number(text);
  if (/^\d+$/.test(text.trim()) && isWithin(value, range)) return value;
  throw toUsageError(option, text, `a whole number${describeRange(range)}`);
}

function isWithin(value: number, { least = -Infinity, above = -Infinity, most = Infinity }: Range): boolean {
  return value >= least && value > above && value <= most;
}

function describeRange({ least, above, most }: Range): string {
  return [
    least === undefined ? '' : ` from ${least.toLocaleString('en-US')}`,
    above === undefined ? '' : ` above ${above.toLocaleString('en-US')}`,
    most === undefined ? '' : ` to ${most.toLocaleString('en-US')}`,
  ].join('');
}

function toUsageError(option: string, text: string, wanted: string): AppError {
  return new AppError('usage-wrong', `${option} takes ${wanted}; it was given "${text}".`, { option });
}
