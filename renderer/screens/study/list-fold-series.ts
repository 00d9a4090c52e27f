import type { MonitorName } from '../../../shared/domain/monitor.ts';
import { isTrialComparable, type Study } from '../../../shared/domain/study.ts';
import type { Series } from '../../charts/series.ts';
import { formatMetric } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';

/** One figure of a cross-validation: a dot a fold, their mean, and a deviation to either side of it. */
export function listFoldSeries({ trials, spread }: Study, metric: MonitorName): readonly Series[] {
  const { mean, deviation } = spread[metric] ?? { mean: null, deviation: null };
  const points = trials.filter(isTrialComparable).flatMap(({ number, figures }) => {
    const y = figures?.[metric] ?? null;
    return y === null ? [] : [{ x: number, y }];
  });
  const across = (y: number): Series['points'] => [
    { x: 0.5, y },
    { x: trials.length + 0.5, y },
  ];
  const base = { colour: 'validation', look: 'reference' } as const;
  return [
    { id: 'folds', label: t('studies.each-fold'), colour: 'validation', look: 'dot', points, value: '' },
    ...(mean === null
      ? []
      : [
          {
            ...base,
            id: 'mean',
            label: t('studies.mean'),
            look: 'curve' as const,
            points: across(mean),
            value: formatMetric(mean),
          },
        ]),
    ...(mean === null || deviation === null
      ? []
      : [
          {
            ...base,
            id: 'below',
            label: t('studies.deviation'),
            points: across(mean - deviation),
            value: formatMetric(deviation),
          },
          {
            ...base,
            id: 'above',
            label: t('studies.deviation'),
            points: across(mean + deviation),
            value: '',
            isUnlisted: true,
          },
        ]),
  ];
}
