import type { RunSettingName, SettingValue } from '../../../shared/domain/run-settings.ts';
import { formatExact } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';
import { toChoiceLabel } from './choice-label.ts';

/** What an empty field of a setting means, in words. */
export function toEmptyText(name: RunSettingName): string {
  return t(name === 'limit' ? 'setting.all' : 'setting.none');
}

/** A setting's value in the interface's words. */
export function toValueText(name: RunSettingName, value: SettingValue): string {
  if (value === null) return toEmptyText(name);
  return typeof value === 'number' ? formatExact(value) : toChoiceLabel(String(value), name);
}
