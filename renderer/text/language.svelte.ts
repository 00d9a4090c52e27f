import { languages, type Language } from '../../shared/domain/app-settings.ts';

/**
 * The language that the interface is in. Whatever is drawn with `t` or a format is drawn again when it
 * changes; the page's `lang` follows, for screen readers and hyphenation.
 */
export class InterfaceLanguage {
  #current = $state<Language>('en');

  get current(): Language {
    return this.#current;
  }

  speak(language: Language): void {
    this.#current = language;
    document.documentElement.lang = language;
  }
}

export const interfaceLanguage = new InterfaceLanguage();

/**
 * The first language of a list that the app speaks, else English.
 *
 * @param preferred tags as a browser gives them, such as `vi-VN`, the most wanted first
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const spoken = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}

/**
 * Makes a function that gives one thing for the language of the moment, made once a language: formats cost
 * much to make and little to use.
 */
export function perLanguage<Value>(make: (language: Language) => Value): () => Value {
  const made = new Map<Language, Value>();
  return () => {
    const language = interfaceLanguage.current;
    const value = made.get(language) ?? make(language);
    made.set(language, value);
    return value;
  };
}
