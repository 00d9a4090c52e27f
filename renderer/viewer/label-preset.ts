import { t } from '../text/t.ts';
import type { WindowPreset } from './window-presets.ts';

/** What a preset is called: by the file where it does, else by what it is. */
export function labelPreset({ kind, number, explanation }: WindowPreset): string {
  if (explanation !== null) return explanation;
  switch (kind) {
    case 'table':
      return t('viewer.preset-table');
    case 'window':
      return t('viewer.preset-window', { number });
    case 'full':
      return t('viewer.preset-full');
  }
}
