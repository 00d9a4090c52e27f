import { en } from './en.ts';
import { formatNumber } from './format-number.ts';

type Table = typeof en;
type TextKey = keyof Table;
/** Stems of keys that come as `<stem>.one` and `<stem>.other`. */
type CountKey = TextKey extends infer Key ? (Key extends `${infer Stem}.other` ? Stem : never) : never;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type Values<Names extends string> = Readonly<Record<Names, string | number>>;
type ValuesOf<Key extends TextKey> = [NamesIn<Table[Key]>] extends [never]
  ? []
  : [values: Values<NamesIn<Table[Key]>>];

const pluralRules = new Intl.PluralRules('en');

/**
 * The text of a key with its `{names}` filled in; numbers are written with thousands separators. The
 * compiler knows every key and the names that its text needs.
 */
export function t<const Key extends TextKey>(key: Key, ...[values]: ValuesOf<Key>): string {
  return fill(en[key], values ?? {});
}

/** The text of a count in its grammatical number: `tCount('images', 1)` is "1 image". */
export function tCount(stem: CountKey, count: number): string {
  const table: Readonly<Record<string, string>> = en;
  const text = table[`${stem}.${pluralRules.select(count)}`] ?? en[`${stem}.other`];
  return fill(text, { count });
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}
