import type { RunSettingName, RunSettings } from '../../shared/domain/run-settings.ts';

/** Settings in the order and the groups in which a form shows them. */
export const settingGroups = {
  length: ['epochs', 'imageSize', 'limit'],
  split: ['validationFolder', 'validationFraction', 'folds', 'fold', 'seed'],
  images: ['scaling', 'sampler'],
  geometry: [
    'cropScaleMinimum',
    'rotationRange',
    'widthShiftRange',
    'heightShiftRange',
    'zoomRange',
    'shearRange',
    'fillMode',
    'horizontalFlip',
    'verticalFlip',
  ],
  greys: [
    'brightnessRange',
    'contrastRange',
    'gammaRange',
    'blurRange',
    'sharpenRange',
    'noiseRange',
    'cutoutSize',
  ],
  loss: ['loss', 'focalGamma', 'labelSmoothing', 'classWeight'],
  optimizer: ['optimizer', 'learningRate', 'batchSize', 'momentum', 'nesterov', 'weightDecay', 'emaMomentum'],
  schedule: ['schedule', 'scheduleEpochs', 'scheduleFactor', 'warmupEpochs'],
  decision: ['calibration', 'decisionImages', 'operatingPoint', 'operatingPointTarget'],
  ending: ['monitor', 'patience', 'timeLimitMinutes'],
} as const satisfies Readonly<Record<string, readonly RunSettingName[]>>;
export type SettingGroup = keyof typeof settingGroups;

/** Every setting, as the form shows them. */
export const formSettingNames: readonly RunSettingName[] = Object.values(settingGroups).flat();

/** Settings that count only beside others, and when they do. */
const conditions: Partial<Record<RunSettingName, (settings: RunSettings) => boolean>> = {
  validationFolder: ({ folds }) => folds === 0,
  validationFraction: ({ validationFolder, folds }) => folds === 0 && validationFolder !== 'always',
  fold: ({ folds }) => folds > 0,
  fillMode: uncoversEdges,
  focalGamma: ({ loss }) => loss === 'focal',
  momentum: ({ optimizer }) => optimizer === 'sgd' || optimizer === 'rmsprop',
  nesterov: ({ optimizer, momentum }) => optimizer === 'sgd' && momentum > 0,
  weightDecay: ({ optimizer }) => optimizer === 'adamw',
  scheduleEpochs: ({ schedule }) => schedule === 'step' || schedule === 'plateau',
  scheduleFactor: ({ schedule }) => schedule === 'step' || schedule === 'plateau',
  operatingPointTarget: ({ operatingPoint }) => operatingPoint !== 'youden',
};

function uncoversEdges(settings: RunSettings): boolean {
  const { rotationRange, widthShiftRange, heightShiftRange, shearRange, zoomRange } = settings;
  return rotationRange + widthShiftRange + heightShiftRange + shearRange + zoomRange > 0;
}

/** Whether a setting makes a difference beside the others: momentum, say, is nothing to Adam. */
export function isRelevant(name: RunSettingName, settings: RunSettings): boolean {
  return conditions[name]?.(settings) ?? true;
}
