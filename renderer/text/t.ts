import type { Language } from '../../shared/domain/app-settings.ts';
import { en } from './en.ts';
import { formatNumber } from './format-number.ts';
import { interfaceLanguage, perLanguage } from './language.svelte.ts';
import { vi } from './vi.ts';

type Table = typeof en;
export type TextKey = keyof Table;
/** Stems of keys that come as `<stem>.one` and `<stem>.other`. */
type CountKey = TextKey extends infer Key ? (Key extends `${infer Stem}.other` ? Stem : never) : never;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type Values<Names extends string> = Readonly<Record<Names, string | number>>;
type ValuesOf<Key extends TextKey> = [NamesIn<Table[Key]>] extends [never]
  ? []
  : [values: Values<NamesIn<Table[Key]>>];

const tables: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, vi };
const pluralRules = perLanguage((language) => new Intl.PluralRules(language));

/**
 * The text of a key in the interface's language with its `{names}` filled in; numbers are written as that
 * language writes them. The compiler knows every key and the names that its text needs.
 */
export function t<const Key extends TextKey>(key: Key, ...[values]: ValuesOf<Key>): string {
  return fill(tables[interfaceLanguage.current][key] ?? en[key], values ?? {});
}

/** The text of a count in its grammatical number: `tCount('count.images', 1)` is "1 image". */
export function tCount(stem: CountKey, count: number): string {
  const table = tables[interfaceLanguage.current];
  const text = table[`${stem}.${pluralRules().select(count)}`] ?? table[`${stem}.other`];
  return fill(text ?? en[`${stem}.other`], { count });
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}
