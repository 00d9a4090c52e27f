import type { SettingValue } from '../../shared/domain/run-settings.ts';
import { parseSetting, type SettingField } from '../setting-field.ts';
import { t } from '../text/t.ts';
import { toNumberText } from '../typed-number.ts';

/** Values of one setting that were typed, or what is wrong with one of them in words. */
export type TypedValues = { readonly values: readonly SettingValue[] } | { readonly problem: string };

/**
 * Reads several values of a setting from one text. Semicolons divide them, and so do commas; but a comma between two
 * digits may also be a decimal mark where the setting has decimals. It is what makes values that the setting takes; where
 * both do, the reader is asked which it is.
 *
 * @param text as typed; an empty one has no values
 */
export function parseValues(field: SettingField, text: string): TypedValues {
  const hasDecimals = field.kind === 'number';
  if (!hasDecimals) return parseEach(field, text.split(/[,;]/));
  const isDivided = text.includes(';');
  let values: readonly SettingValue[] = [];
  for (const part of text.split(isDivided ? ';' : /\s+,|,\s+|,$/)) {
    const parsed = isDivided || !part.includes(',') ? parseEach(field, [part]) : parseCommas(field, part);
    if ('problem' in parsed) return parsed;
    values = [...values, ...parsed.values];
  }
  return { values };
}

/** Reads a text in which commas stand between digits: as a list, and in pairs of a whole part and its decimals. */
function parseCommas(field: SettingField, text: string): TypedValues {
  const items = text.split(',');
  const list = parseEach(field, items);
  if (items.length % 2 === 1 || text.includes('.')) return list;
  const pairs = items.flatMap((item, place) => (place % 2 === 0 ? [`${item},${items[place + 1]}`] : []));
  const decimals = parseEach(field, pairs);
  if ('problem' in list || 'problem' in decimals) return 'problem' in decimals ? list : decimals;
  return {
    problem: t('studies.values-two-readings', {
      text,
      list: describeValues(list.values),
      decimals: describeValues(decimals.values),
    }),
  };
}

function parseEach(field: SettingField, texts: readonly string[]): TypedValues {
  const values: SettingValue[] = [];
  for (const text of texts.map((each) => each.trim()).filter((each) => each !== '')) {
    // What follows the comma of `1,000` or `0,001` is no number of its own.
    const parsed = parseSetting(field, /^0\d/.test(text) ? `,${text},` : text);
    if ('problem' in parsed) return parsed;
    values.push(parsed.value);
  }
  return { values };
}

/** Values so that they can be read in one way only: each is followed by a semicolon. */
function describeValues(values: readonly SettingValue[]): string {
  return values.map((value) => `${typeof value === 'number' ? toNumberText(value) : value};`).join(' ');
}
