import type { ShiftName } from '../../../shared/domain/stress.ts';
import { formatNumber, formatPercentTick } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';

const formats: Readonly<Record<ShiftName, (strength: number) => string>> = {
  brightness: (factor) => t('strength.factor', { strength: formatNumber(factor) }),
  contrast: (factor) => t('strength.factor', { strength: formatNumber(factor) }),
  gamma: (exponent) => t('strength.exponent', { strength: formatNumber(exponent) }),
  blur: (pixels) => t('strength.pixels', { strength: formatNumber(pixels) }),
  sharpening: (amount) => t('strength.factor', { strength: formatNumber(amount) }),
  noise: (share) => t('strength.percent', { strength: formatPercentTick(share) }),
  resolution: (factor) => t('strength.share', { strength: formatNumber(factor) }),
  crop: (share) => t('strength.side', { strength: formatPercentTick(share) }),
  border: (share) => t('strength.each-side', { strength: formatPercentTick(share) }),
  compression: (quality) => t('strength.quality', { strength: formatNumber(quality) }),
};

/** A shift's strength in words. */
export function formatStrength(shift: ShiftName, strength: number): string {
  return formats[shift](strength);
}
