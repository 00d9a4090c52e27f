import { runSettingNames } from '../../../shared/domain/run-settings.ts';
import type { Run } from '../../../shared/domain/run.ts';
import { formatNumber } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';
import { toSettingLabel } from '../train/setting-label.ts';
import { toValueText } from '../train/setting-text.ts';

/** One row of settings side by side. */
export interface ComparedSetting {
  readonly id: string;
  readonly label: string;
  /** One a run, in words. */
  readonly values: readonly string[];
  /** Whether not all of the runs have the same. */
  readonly isDifferent: boolean;
}

/** What runs were trained on and with, a row a setting. */
export function listComparedSettings(runs: readonly Run[]): readonly ComparedSetting[] {
  const toRow = (id: string, label: string, read: (run: Run) => string): ComparedSetting => {
    const values = runs.map(read);
    return { id, label, values, isDifferent: new Set(values).size > 1 };
  };
  return [
    toRow('dataset', t('train.dataset'), ({ dataset }) => dataset),
    toRow('preset', t('train.preset'), ({ preset }) => preset),
    toRow('engine', t('live.engine'), ({ engine }) => (engine === null ? '–' : t(`engine.${engine}`))),
    toRow('train-images', t('compare.train-images'), ({ split }) => formatNumber(split.train.images)),
    toRow('val-images', t('compare.val-images'), ({ split }) => formatNumber(split.val.images)),
    ...runSettingNames.map((name) =>
      toRow(`setting-${name}`, toSettingLabel(name), ({ settings }) => toValueText(name, settings[name])),
    ),
  ];
}
