import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { augmentationSettingsSchema } from '../../../shared/domain/settings/augmentation-settings.ts';
import { formatExact, formatNumber, formatPercent } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';
import { toChoiceLabel } from './choice-label.ts';
import { toSettingLabel } from './setting-label.ts';

const unchanged = augmentationSettingsSchema.parse({});
const augmentations = augmentationSettingsSchema.keyof().options.filter((name) => name !== 'fillMode');

/** What is set in each foldable group, in a line. */
export const describeGroup = {
  split: ({ validationFolder, validationFraction, folds, fold, seed }) => {
    if (folds > 0) return t('train.summary-folds', { fold, folds, seed: String(seed) });
    return validationFolder === 'always'
      ? `${t('setting.validationFolder')}, ${t('setting.seed').toLowerCase()} ${seed}`
      : t('train.summary-split', { share: formatPercent(validationFraction), seed: String(seed) });
  },
  images: ({ scaling, sampler }) => `${toChoiceLabel(scaling)}, ${toChoiceLabel(sampler).toLowerCase()}`,
  augmentation: (settings) =>
    listWords(
      augmentations.filter((name) => settings[name] !== unchanged[name]).map(toSettingLabel),
      t('train.images-as-they-are'),
    ),
  loss: ({ loss, labelSmoothing, classWeight }) =>
    listWords([
      toChoiceLabel(loss),
      ...(labelSmoothing > 0 ? [t('setting.labelSmoothing')] : []),
      ...(classWeight === 'none' ? [] : [t('setting.classWeight')]),
    ]),
  optimizer: ({ optimizer, learningRate, batchSize }) =>
    t('train.summary-optimizer', {
      optimizer: toChoiceLabel(optimizer),
      rate: formatExact(learningRate),
      size: batchSize,
    }),
  schedule: ({ schedule, warmupEpochs }) =>
    listWords([toChoiceLabel(schedule), ...(warmupEpochs > 0 ? [t('setting.warmupEpochs')] : [])]),
  decision: ({ calibration, operatingPoint, operatingPointTarget }) =>
    listWords([
      operatingPoint === 'youden'
        ? toChoiceLabel(operatingPoint)
        : t('train.summary-at-least', {
            rule: toChoiceLabel(operatingPoint),
            target: formatPercent(operatingPointTarget),
          }),
      ...(calibration === 'none' ? [] : [toChoiceLabel(calibration)]),
    ]),
  ending: ({ monitor, patience, timeLimitMinutes }) =>
    listWords([
      t('train.summary-best', { figure: toChoiceLabel(monitor) }),
      ...(patience > 0 ? [t('train.summary-patience', { epochs: formatNumber(patience) })] : []),
      ...(timeLimitMinutes === null
        ? []
        : [t('train.summary-minutes', { minutes: formatNumber(timeLimitMinutes) })]),
    ]),
} as const satisfies Readonly<Record<string, (settings: RunSettings) => string>>;

export type DescribedGroup = keyof typeof describeGroup;

/** Words with commas between, the first one's first letter large and the others' small, unless they are names. */
function listWords(words: readonly string[], none = ''): string {
  if (words.length === 0) return none;
  const text = words
    .map((word, place) => (place === 0 || isName(word) ? word : toLowerFirst(word)))
    .join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isName(word: string): boolean {
  return /^\p{Lu}{2}/u.test(word);
}

function toLowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}
