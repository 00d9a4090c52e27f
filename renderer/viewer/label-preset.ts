import { t } from '../text/t.ts';
import type { WindowPreset } from './window-presets.ts';

/** What a preset is called: by the file where it does, else by what it is. */
export function labelPreset({ kind, explanation, shown }: WindowPreset): string {
  if (explanation !== null) return explanation;
  if (kind === 'full') return t('viewer.preset-full');
  if (!('center' in shown)) return t('viewer.preset-table');
  return t('viewer.preset-window', { center: shown.center, width: shown.width });
}
