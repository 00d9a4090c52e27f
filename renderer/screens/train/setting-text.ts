import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import { settingFields } from '../../setting-field.ts';
import { formatExact } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';
import { toChoiceLabel } from './choice-label.ts';

/** What an empty field of a setting means, in words. */
export function toEmptyText(name: RunSettingName): string {
  return t(name === 'limit' ? 'setting.all' : 'setting.none');
}

/** A setting's value, given as a user types it, in the interface's words. */
export function toValueText(name: RunSettingName, text: string): string {
  if (text === '') return toEmptyText(name);
  if (settingFields[name].choices.length > 0) return toChoiceLabel(text, name);
  const value = Number(text);
  return Number.isFinite(value) ? formatExact(value) : text;
}
