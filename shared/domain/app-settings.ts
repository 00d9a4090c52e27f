import { z } from 'zod';
import { engineChoiceSchema } from './engine.ts';

/** The interface's languages, by their BCP 47 tags. */
export const languages = ['en', 'vi'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** `system` follows the language of the system or browser, where the app speaks it. */
export const languageChoiceSchema = z.enum(['system', ...languages]);
export type LanguageChoice = z.infer<typeof languageChoiceSchema>;

export const themeChoiceSchema = z.enum(['dark', 'light', 'system']);
export type ThemeChoice = z.infer<typeof themeChoiceSchema>;

/** What the user chose for the app. Kept in the library, so that every window shows the same. */
export const appSettingsSchema = z.strictObject({
  language: languageChoiceSchema,
  theme: themeChoiceSchema,
  /** What computes; `auto` is the first engine available. */
  engine: engineChoiceSchema,
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

/** A reading room is dark; so is the app until told otherwise. */
export const defaultAppSettings: AppSettings = { language: 'system', theme: 'dark', engine: 'auto' };
