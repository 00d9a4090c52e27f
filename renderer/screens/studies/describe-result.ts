import type { StudySummary } from '../../../shared/domain/study.ts';
import { formatMetric } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';

/** What a study has come to, in a few words: a sweep's best figure, the mean of folds with its deviation. */
export function describeResult({ plan, metric, best, compared }: StudySummary): string {
  const figure = t(`choice.${metric}`);
  if (plan.kind === 'sweep') {
    return best === null ? '–' : t('studies.best-result', { figure, value: formatMetric(best.figure) });
  }
  if (compared === null) return '–';
  const mean = `${figure} ${formatMetric(compared.mean)}`;
  return compared.deviation === null ? mean : `${mean} ± ${formatMetric(compared.deviation)}`;
}
