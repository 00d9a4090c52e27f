import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import { t, type TextKey } from '../../text/t.ts';

type Unit = TextKey extends infer Key ? (Key extends `unit.${infer Name}` ? Name : never) : never;

const units: Partial<Record<RunSettingName, Unit>> = {
  imageSize: 'pixels',
  limit: 'images',
  batchSize: 'images',
  validationFraction: 'share',
  rotationRange: 'degrees',
  shearRange: 'degrees',
  widthShiftRange: 'share',
  heightShiftRange: 'share',
  zoomRange: 'share',
  cropScaleMinimum: 'share',
  brightnessRange: 'share',
  contrastRange: 'share',
  noiseRange: 'share',
  cutoutSize: 'share',
  blurRange: 'pixels',
  labelSmoothing: 'share',
  operatingPointTarget: 'share',
  scheduleEpochs: 'epochs',
  warmupEpochs: 'epochs',
  patience: 'epochs',
  timeLimitMinutes: 'minutes',
};

/** The words for a setting's unit; undefined for one that has none. */
export function toSettingUnit(name: RunSettingName): string | undefined {
  const unit = units[name];
  return unit === undefined ? undefined : t(`unit.${unit}`);
}
