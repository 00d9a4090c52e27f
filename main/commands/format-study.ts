import { type MonitorName, monitorModes, monitorNames } from '../../shared/domain/monitor.ts';
import type { SomeSettings } from '../../shared/domain/run-settings.ts';
import type { Spread } from '../../shared/domain/statistics/spread.ts';
import { type Study, type StudySummary, type Trial } from '../../shared/domain/study.ts';
import { formatFacts, formatTable } from './format-table.ts';
import { formatAmount, formatDuration, formatFigure, formatMoment } from './format-values.ts';

const metricWords: Readonly<Record<MonitorName, string>> = {
  valRocAuc: 'ROC AUC',
  valLoss: 'loss',
  valAccuracy: 'accuracy',
};

/** A trial's own settings: "learningRate 0.001, batchSize 16". */
export function formatTrialSettings(settings: SomeSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value ?? 'none'}`)
    .join(', ');
}

/** How a trial ended, in a line. */
export function formatTrialEnd({ status, statusReason, figures, seconds }: Trial): string {
  if (figures === null) return `${status}. ${statusReason?.message ?? ''}`.trim();
  const told = monitorNames.map((name) => `${metricWords[name]} ${formatFigure(figures[name])}`).join(', ');
  return `${status}; validation: ${told}; ${formatDuration(seconds)}`;
}

/** A study with its trials, and what they came to. */
export function formatStudy(study: Study): string {
  const { name, status, statusReason, plan, best, metric } = study;
  const reason = statusReason === null ? '' : `. ${statusReason.message}`;
  const direction = monitorModes[metric] === 'max' ? 'the greater the better' : 'the less the better';
  return [
    `${name} (id ${study.study}): ${status}${reason}`,
    formatFacts([
      ['kind', plan.kind === 'sweep' ? `sweep, ${plan.search}` : `cross-validation, ${plan.folds} folds`],
      ['dataset', study.dataset],
      ['preset', study.preset],
      ['trials', `${study.trialsDone} of ${study.trialsPlanned} done, ${study.trialsFailed} failed`],
      ['compared by', `validation ${metricWords[metric]}, ${direction}`],
      ...(plan.kind === 'sweep' ? [['best', describeBest(best)] as const] : []),
      ...(study.validated === null ? [] : [['validated', describeValidated(study.validated)] as const]),
    ]),
    formatTrials(study),
    ...(plan.kind === 'cross-validation' ? [formatSpread(study)] : []),
  ].join('\n\n');
}

function describeBest(best: Study['best']): string {
  return best === null ? 'none yet' : `trial ${best.trial}, ${formatFigure(best.figure, 4)}`;
}

function describeValidated({ images, patients, patientsRepeated }: NonNullable<Study['validated']>): string {
  const repeated = patientsRepeated === 0 ? 'each once' : `${patientsRepeated} of them more than once`;
  return `${formatAmount(images, 'image')} of ${formatAmount(patients, 'patient')}, ${repeated}`;
}

function formatTrials({ trials, best, plan }: Study): string {
  const settings = plan.kind === 'sweep' ? plan.axes.map(({ setting }) => setting) : [];
  return formatTable(
    [
      [plan.kind === 'sweep' ? 'TRIAL' : 'FOLD', 'right'],
      ...settings.map((name) => [name, 'right'] as const),
      ['STATUS'],
      ['VAL ROC AUC', 'right'],
      ['VAL LOSS', 'right'],
      ['VAL ACCURACY', 'right'],
      ['TIME', 'right'],
      ['RUN'],
      [''],
    ],
    trials.map((trial) => [
      String(trial.number),
      ...settings.map((name) => String(trial.settings[name] ?? 'none')),
      trial.status,
      formatFigure(trial.figures?.valRocAuc ?? null, 4),
      formatFigure(trial.figures?.valLoss ?? null, 4),
      formatFigure(trial.figures?.valAccuracy ?? null, 4),
      trial.epochsDone === 0 ? '-' : formatDuration(trial.seconds),
      trial.runName ?? '-',
      trial.number === best?.trial ? 'best' : (trial.statusReason?.message ?? ''),
    ]),
  );
}

function formatSpread({ spread }: Study): string {
  const toCells = (values: Spread | null): string[] =>
    [values?.mean, values?.deviation, values?.minimum, values?.maximum].map((value) =>
      formatFigure(value ?? null, 4),
    );
  return formatTable(
    [
      ['OVER THE FOLDS'],
      ['MEAN', 'right'],
      ['DEVIATION', 'right'],
      ['LEAST', 'right'],
      ['GREATEST', 'right'],
    ],
    monitorNames.map((name) => [`validation ${metricWords[name]}`, ...toCells(spread[name])]),
  );
}

/** A line a study. */
export function formatStudies(studies: readonly StudySummary[]): string {
  if (studies.length === 0) {
    return 'There are no studies yet. `negatoscope cross-validate` or `negatoscope sweep` starts one.';
  }
  return formatTable(
    [
      ['ID', 'right'],
      ['NAME'],
      ['KIND'],
      ['STATUS'],
      ['DATASET'],
      ['PRESET'],
      ['TRIALS', 'right'],
      ['RESULT', 'right'],
      ['CREATED'],
    ],
    studies.map((study) => [
      String(study.study),
      study.name,
      study.plan.kind,
      study.status,
      study.dataset,
      study.preset,
      `${study.trialsDone}/${study.trialsPlanned}`,
      formatResult(study),
      formatMoment(study.createdAt),
    ]),
  );
}

/** What a study has come to: the best figure of a sweep, the mean of folds with its deviation. */
function formatResult({ metric, best, compared, plan }: StudySummary): string {
  if (plan.kind === 'sweep') {
    return best === null ? '-' : `best ${metricWords[metric]} ${formatFigure(best.figure)}`;
  }
  if (compared === null) return '-';
  const deviation = compared.deviation === null ? '' : ` +- ${formatFigure(compared.deviation)}`;
  return `${metricWords[metric]} ${formatFigure(compared.mean)}${deviation}`;
}
