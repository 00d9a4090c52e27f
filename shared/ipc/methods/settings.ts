import { appSettingsSchema } from '../../domain/app-settings.ts';
import { nothing } from './shapes.ts';

/** What the user chose for the app. */
export const settingsMethods = {
  'settings:show': { input: nothing, output: appSettingsSchema },
  /** Changes what is given and leaves the rest. Another engine starts at once, or the change is refused. */
  'settings:change': { input: appSettingsSchema.partial(), output: appSettingsSchema },
} as const;
