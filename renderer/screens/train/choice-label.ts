import { t } from '../../text/t.ts';

const labels: Readonly<Record<string, () => string>> = {
  auto: () => t('choice.auto'),
  always: () => t('choice.always'),
  never: () => t('choice.never'),
  true: () => t('choice.true'),
  false: () => t('choice.false'),
  valRocAuc: () => t('choice.valRocAuc'),
  valLoss: () => t('choice.valLoss'),
  valAccuracy: () => t('choice.valAccuracy'),
  rescale: () => t('choice.rescale'),
  samplewise: () => t('choice.samplewise'),
  featurewise: () => t('choice.featurewise'),
  shuffle: () => t('choice.shuffle'),
  weighted: () => t('choice.weighted'),
  constant: () => t('choice.constant'),
  nearest: () => t('choice.nearest'),
  reflect: () => t('choice.reflect'),
  wrap: () => t('choice.wrap'),
};

/** The words for a choice of a setting; the value itself where there are none. */
export function toChoiceLabel(value: string): string {
  return labels[value]?.() ?? value;
}
