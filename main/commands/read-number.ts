import { AppError } from '../../shared/ipc/app-error.ts';

/** The number that an option's text spells. @throws AppError usage-wrong */
export function readNumber(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new AppError('usage-wrong', `${option} takes a number; it was given "${text}".`, { option });
}

/** The whole number that an option's text spells. @throws AppError usage-wrong */
export function readWholeNumber(option: string, text: string): number {
  if (/^\d+$/.test(text.trim())) return Number(text);
  throw new AppError('usage-wrong', `${option} takes a whole number; it was given "${text}".`, { option });
}
