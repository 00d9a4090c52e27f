import type { Language } from './app-settings.ts';

/** Where the user guide begins, beneath the app's own address. */
export const guidePaths: Readonly<Record<Language, string>> = {
  en: 'guide/index.html',
  vi: 'guide/vi/index.html',
};
