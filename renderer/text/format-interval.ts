import type { Interval } from '../../shared/domain/metric.ts';
import { formatMetric } from './format-number.ts';
import { t } from './t.ts';

/** A 95 % interval of a metric, such as "0.91 to 0.97"; nothing where there is none. */
export function formatInterval(interval: Interval | null): string {
  if (interval === null) return '';
  const [low, high] = interval;
  return t('evaluation.from-to', { low: formatMetric(low), high: formatMetric(high) });
}
