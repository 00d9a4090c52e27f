import { type AppSettings, appSettingsSchema, defaultAppSettings } from '../../shared/domain/app-settings.ts';
import type { EngineChoice } from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { Database } from '../db/client.ts';
import { listAliveRuns } from '../db/runs.ts';
import { readSetting, writeSetting } from '../db/settings.ts';
import type { ServiceContext } from './service-context.ts';

export interface SettingsService {
  show(): AppSettings;
  /**
   * Changes what is given and leaves the rest. Another engine is started first: where it cannot run, the
   * present one and every setting stay as they are.
   *
   * @throws AppError run-busy while a run trains or the engine computes; engine-unavailable
   */
  change(changes: ParsedInput<'settings:change'>): Promise<AppSettings>;
}

/** @param options.changeEngine starts a trainer of another engine in the place of the present one */
export function createSettingsService(
  { database, publish }: Pick<ServiceContext, 'database' | 'publish'>,
  options: { readonly changeEngine: (engine: EngineChoice) => Promise<void> },
): SettingsService {
  return {
    show: () => readAppSettings(database),
    async change(changes) {
      const before = readAppSettings(database);
      if (changes.engine !== undefined && changes.engine !== before.engine) {
        refuseWhileTraining(database);
        await options.changeEngine(changes.engine);
      }
      writeAppSettings(database, changes);
      const settings = readAppSettings(database);
      publish('settings:changed', settings);
      return settings;
    },
  };
}

/** What the user chose, with the default for what they did not. */
export function readAppSettings(database: Database): AppSettings {
  const { language, theme, engine } = appSettingsSchema.shape;
  return {
    language: readSetting(database, 'language', language) ?? defaultAppSettings.language,
    theme: readSetting(database, 'theme', theme) ?? defaultAppSettings.theme,
    engine: readSetting(database, 'engine', engine) ?? defaultAppSettings.engine,
  };
}

/** A default is not stored: a later version may choose a better one. */
function writeAppSettings(database: Database, changes: ParsedInput<'settings:change'>): void {
  for (const key of appSettingsSchema.keyof().options) {
    const value = changes[key];
    if (value !== undefined) writeSetting(database, key, value === defaultAppSettings[key] ? null : value);
  }
}

/** A run tells its engine in its record: it trains on that one from its preparation to its end. */
function refuseWhileTraining(database: Database): void {
  if (!listAliveRuns(database).some(({ status }) => status === 'running')) return;
  throw new AppError(
    'run-busy',
    'A run is training, and the engine is its own until it ends. Stop it, or wait, and change the engine then.',
  );
}
