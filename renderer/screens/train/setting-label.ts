import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import { isFormSetting } from '../../state/train-form.svelte.ts';
import { t } from '../../text/t.ts';

/** The words for a setting; of one that no form shows, its name with blanks, such as "Weight decay". */
export function toSettingLabel(name: RunSettingName): string {
  if (isFormSetting(name)) return t(`setting.${name}`);
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
