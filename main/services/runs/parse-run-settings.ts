import type { Preset } from '../../../shared/domain/preset.ts';
import {
  type RunSettingName,
  type RunSettings,
  runSettingNames,
  runSettingsSchema,
} from '../../../shared/domain/run-settings.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { findNearestWord } from '../../nearest-word.ts';
import { describeSetting } from './describe-setting.ts';

/** A value as a user gives it; numbers may come as text, as from `--set epochs=3`. */
export type SettingInput = string | number | boolean | null;

/**
 * Turns the settings that a user gave into the whole set: each checked by itself, so that the error names
 * the one that is wrong; what was not given takes its default, and `imageSize` the preset's.
 *
 * @throws AppError setting-unknown, with the known keys and the nearest; setting-invalid, with key, range
 *   and value
 */
export function parseRunSettings(
  input: Readonly<Record<string, SettingInput>>,
  preset: Pick<Preset, 'imageSize'>,
): RunSettings {
  const checked = Object.entries(input).map(([name, value]) => {
    if (!isSettingName(name)) throw toUnknownError(name);
    return [name, parseSetting(name, value)];
  });
  return runSettingsSchema.parse({ imageSize: preset.imageSize, ...Object.fromEntries(checked) });
}

function isSettingName(name: string): name is RunSettingName {
  return runSettingNames.includes(name);
}

function parseSetting(name: RunSettingName, value: SettingInput): unknown {
  const description = describeSetting(name);
  const result = runSettingsSchema.shape[name].safeParse(toTyped(value, description));
  if (result.success) return result.data;
  throw new AppError(
    'setting-invalid',
    `The setting ${name} must be ${description.range}; it was given ${quote(value)}.`,
    { setting: name, value: String(value), range: description.range },
  );
}

/** Text as the number or the "none" that it spells; other text stays, for the schema to refuse. */
function toTyped(value: SettingInput, { kind, isNullable }: ReturnType<typeof describeSetting>): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (isNullable && ['none', 'null'].includes(text.toLowerCase())) return null;
  if (kind === 'choice') return text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : value;
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

function quote(value: SettingInput): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
