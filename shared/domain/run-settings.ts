import { z } from 'zod';
import { augmentationSettings } from './settings/augmentation-settings.ts';
import { dataSettings } from './settings/data-settings.ts';
import { decisionSettings } from './settings/decision-settings.ts';
import { learningSettings } from './settings/learning-settings.ts';

/**
 * Every setting of a training run, with its default and its range. Defaults are the report's where it has
 * one (Adam, learning rate 0.001, batches of 32, 150 x 150).
 */
export const runSettingsSchema = z.strictObject({
  ...learningSettings,
  ...dataSettings,
  ...augmentationSettings,
  ...decisionSettings,
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
