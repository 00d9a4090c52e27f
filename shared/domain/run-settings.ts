import { z } from 'zod';
import { learningSettings } from './settings/learning-settings.ts';

/**
 * Every setting of a training run, with its default and its range. Defaults are the report's where it has
 * one (Adam, learning rate 0.001, batches of 32, 150 x 150).
 */
export const runSettingsSchema = z.strictObject({
  ...learningSettings,
  /** Side of the square input in pixels. Five halvings need at least 32. */
  imageSize: z.number().int().min(32).max(1024).default(150),
  /** Use at most this many images, whole patients, classes in proportion; null uses all. */
  limit: z.number().int().min(8).nullable().default(null),
  /** Share of images, by patient, that is held out to choose the model by. */
  validationFraction: z.number().min(0.05).max(0.5).default(0.2),
  /** `auto` validates on the dataset's own val folder where it has at least 50 images a class. */
  validationFolder: z.enum(['auto', 'always', 'never']).default('auto'),
});
export type RunSettings = z.infer<typeof runSettingsSchema>;
export type RunSettingName = keyof RunSettings;

export const runSettingNames: readonly RunSettingName[] = runSettingsSchema.keyof().options;

/** A value of any setting. */
export const settingValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type SettingValue = z.infer<typeof settingValueSchema>;

/** Values of some settings; what they may be is `runSettingsSchema`'s to say. */
export const someSettingsSchema = z.partialRecord(runSettingsSchema.keyof(), settingValueSchema);
export type SomeSettings = z.infer<typeof someSettingsSchema>;
