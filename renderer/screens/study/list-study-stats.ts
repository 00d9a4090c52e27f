import type { Study } from '../../../shared/domain/study.ts';
import { formatMetric } from '../../text/format-number.ts';
import { formatDuration } from '../../text/format-time.ts';
import { t, tCount } from '../../text/t.ts';

/** What a study has come to, at a glance. */
export function listStudyStats(
  study: Study,
): readonly { readonly label: string; readonly value: string; readonly detail?: string }[] {
  const { trialsDone, trialsPlanned, trialsFailed, best, metric, compared, validated } = study;
  const seconds = study.trials.reduce((sum, trial) => sum + trial.seconds, 0);
  return [
    {
      label: t('studies.trials'),
      value: t('runs.epochs', { done: trialsDone, planned: trialsPlanned }),
      ...(trialsFailed === 0 ? {} : { detail: tCount('studies.failed', trialsFailed) }),
    },
    study.plan.kind === 'sweep'
      ? {
          label: t('studies.best-figure', { figure: t(`metric.${metric}`) }),
          value: formatMetric(best?.figure ?? null),
          ...(best === null ? {} : { detail: t('studies.trial-number', { number: best.trial }) }),
        }
      : {
          label: t('studies.mean-figure', { figure: t(`metric.${metric}`) }),
          value: formatMetric(compared?.mean ?? null),
          ...(compared?.deviation == null ? {} : { detail: `± ${formatMetric(compared.deviation)}` }),
        },
    ...(validated === null
      ? []
      : [
          {
            label: t('studies.validated'),
            value: trialsDone === 0 ? '–' : tCount('count.patients', validated.patients),
            detail:
              validated.patientsRepeated === 0
                ? t('studies.each-once')
                : tCount('studies.repeated', validated.patientsRepeated),
          },
        ]),
    { label: t('studies.trained'), value: formatDuration(seconds) },
  ];
}
