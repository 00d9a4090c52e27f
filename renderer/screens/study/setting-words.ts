import type { RunSettingName, SettingValue } from '../../../shared/domain/run-settings.ts';
import { toValueText } from '../train/setting-text.ts';
import { toSettingLabel } from '../train/setting-label.ts';
import type { Trial } from '../../../shared/domain/study.ts';

/** A setting's value in the interface's words. */
export function toSettingWords(name: RunSettingName, value: SettingValue | undefined): string {
  return value === undefined ? '–' : toValueText(name, value);
}

/** In what a trial differs, in a line: "Learning rate 0.001, Batch size 16". */
export function describeTrial(trial: Trial, settings: readonly RunSettingName[]): string {
  return settings
    .map((name) => `${toSettingLabel(name)} ${toSettingWords(name, trial.settings[name])}`)
    .join(', ');
}
