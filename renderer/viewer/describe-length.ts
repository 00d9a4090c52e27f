import { formatNumber } from '../text/format-number.ts';
import { t } from '../text/t.ts';
import type { Length } from './measurement.ts';

/** A length as a reader is told it: "142.3 mm at the detector". */
export function describeLength({ value, unit }: Length): string {
  const rounded = formatNumber(Math.round(value * 10) / 10);
  switch (unit) {
    case 'px':
      return t('viewer.measured-px', { value: rounded });
    case 'mm':
      return t('viewer.measured-mm', { value: rounded });
    case 'mm-at-detector':
      return t('viewer.measured-detector', { value: rounded });
  }
}
