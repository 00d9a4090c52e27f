import type { Language } from '../domain/app-settings.ts';
import type { MessageDetails } from '../ipc/app-error.ts';
import type { MessageKey } from './message-key.ts';
import type { MessageTexts } from './message-texts.ts';
import { vi } from './vi.ts';

/** What the app tells, wherever it comes from. */
export interface Told {
  /** Null where nothing but the English text is known. */
  readonly key: MessageKey | null;
  /** In English. */
  readonly message: string;
  readonly details: MessageDetails;
}

const tables: Readonly<Record<Exclude<Language, 'en'>, MessageTexts<MessageKey>>> = { vi };

/**
 * What is told, in a language. English is the message's own, written where the facts are; other languages write
 * it again from its code and details. Numbers are written as the language writes them.
 */
export function describeMessage({ key, message, details }: Told, language: Language): string {
  if (language === 'en' || key === null) return message;
  const text = tables[language][key];
  const variants = typeof text === 'string' ? [text] : text;
  const fitting = variants.find((variant) =>
    listNames(variant).every((name) => Object.hasOwn(details, name)),
  );
  return fitting === undefined ? message : fill(fitting, details, new Intl.NumberFormat(language));
}

/** The details that a text names: `{path}` names path. */
export function listNames(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
}

function fill(text: string, details: MessageDetails, numbers: Intl.NumberFormat): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : String(value);
  });
}
