import { formatExact } from './text/format-number.ts';
import { perLanguage } from './text/language.svelte.ts';
import { t } from './text/t.ts';

/** A number that was typed, or what is wrong with it in words. */
export type TypedNumber = { readonly value: number } | { readonly problem: string };

const decimalMark = perLanguage((language) => new Intl.NumberFormat(language).format(0.5).charAt(1));

const wholeText = /^[+-]?\d+(e\+?\d+)?$/i;
const decimalText = /^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i;
const thousandsText = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** A number as a field shows it: with the language's decimal mark, without groups, and no digit less than it has. */
export function toNumberText(value: number): string {
  return String(value).replace('.', decimalMark());
}

/**
 * Reads a whole number. It has no point or comma: `10.000` is ten thousand where Vietnamese is written, and ten
 * elsewhere.
 *
 * @returns null where the text is none; blanks around it don't count
 */
export function readWhole(text: string): number | null {
  return wholeText.test(text.trim()) ? Number(text) : null;
}

/**
 * Reads a number whose decimals follow a point or a comma, whatever the language: keyboards have the one or the other.
 *
 * @returns null where the text is none; blanks around it don't count
 */
export function readDecimal(text: string): number | null {
  const trimmed = text.trim();
  return decimalText.test(trimmed) ? Number(trimmed.replace(',', '.')) : null;
}

/**
 * Reads a number with decimals for a field. `1,000` is 1, in English too; where the field would take 1000 as well, and
 * the mark is not the language's decimal mark, the reader is asked which it is.
 *
 * @param expected what to say of a text that is no number which `isAllowed`
 */
export function parseDecimal(
  text: string,
  isAllowed: (value: number) => boolean,
  expected: string,
): TypedNumber {
  const value = readDecimal(text);
  if (value === null || !isAllowed(value)) return { problem: expected };
  const trimmed = text.trim();
  const large = Number(trimmed.replace(/[.,]/, ''));
  if (!thousandsText.test(trimmed) || trimmed.includes(decimalMark()) || !isAllowed(large)) return { value };
  return {
    problem: t('range.two-readings', {
      text: trimmed,
      small: toNumberText(value),
      large: formatExact(large),
    }),
  };
}
