import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import { t } from '../../text/t.ts';

/** The words for a setting, such as "Weight decay". */
export function toSettingLabel(name: RunSettingName): string {
  return t(`setting.${name}`);
}
