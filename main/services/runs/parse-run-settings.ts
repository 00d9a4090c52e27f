import type { Preset } from '../../../shared/domain/preset.ts';
import {
  type RunSettingName,
  type RunSettings,
  type SettingValue,
  runSettingNames,
  runSettingsSchema,
} from '../../../shared/domain/run-settings.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { askIfMeant, findNearestWord } from '../../nearest-word.ts';
import { describeSetting } from './describe-setting.ts';

/**
 * Turns the settings that a user gave into the whole set: each checked by itself, so that the error names
 * the one that is wrong; what was not given takes the preset's value, or else its default.
 *
 * @throws AppError setting-unknown, with the known keys and the nearest; setting-invalid, with key, range
 *   and value
 */
export function parseRunSettings(
  input: Readonly<Record<string, SettingValue>>,
  preset: Pick<Preset, 'imageSize' | 'settings'>,
): RunSettings {
  const checked = Object.entries(input).map(([name, value]) => {
    const setting = requireSettingName(name);
    return [setting, parseSetting(setting, value)];
  });
  const { imageSize, settings } = preset;
  return runSettingsSchema.parse({ imageSize, ...settings, ...Object.fromEntries(checked) });
}

/** @throws AppError setting-unknown, with the known keys and the nearest */
export function requireSettingName(name: string): RunSettingName {
  if (isSettingName(name)) return name;
  throw toUnknownError(name);
}

function isSettingName(name: string): name is RunSettingName {
  return runSettingNames.some((known) => known === name);
}

/** A setting's value as its schema takes it. @throws AppError setting-invalid, with key, range and value */
export function parseSetting(name: RunSettingName, value: SettingValue): SettingValue {
  const description = describeSetting(name);
  const result = runSettingsSchema.shape[name].safeParse(toTyped(value, description));
  if (result.success) return result.data;
  throw new AppError(
    'setting-invalid',
    `The setting ${name} must be ${description.range}; it was given ${quote(value)}.${askIfMeant(String(value), description.choices)}`,
    { setting: name, value: String(value), range: description.range, ...description.bounds },
  );
}

/** Text as what it spells (a number, yes or no, "none"); other text stays, for the schema to refuse. */
function toTyped(value: SettingValue, { kind, isNullable }: ReturnType<typeof describeSetting>): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (isNullable && ['none', 'null'].includes(text.toLowerCase())) return null;
  if (kind === 'choice') return text;
  if (kind === 'yes-no') return toYesOrNo(text) ?? value;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : value;
}

function toYesOrNo(text: string): boolean | null {
  const word = text.toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return true;
  return ['false', 'no', '0'].includes(word) ? false : null;
}

function toUnknownError(name: string): AppError {
  const nearest = findNearestWord(name, runSettingNames);
  const question = nearest === null ? '' : ` Did you mean ${nearest}?`;
  return new AppError(
    'setting-unknown',
    `There is no setting ${quote(name)}.${question} Known are ${runSettingNames.join(', ')}.`,
    { setting: name, ...(nearest === null ? {} : { nearest }) },
  );
}

function quote(value: SettingValue): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
