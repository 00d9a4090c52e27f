import type { EvaluationMetrics, Interval, MulticlassMetrics } from '../../../shared/domain/metric.ts';
import type { Run } from '../../../shared/domain/run.ts';
import type { ComparedRun } from '../../state/compared-runs.svelte.ts';
import { formatMetric, formatNumber } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';

/** One row of results side by side. */
export interface ComparedResult {
  readonly label: string;
  /** One a run, with its interval where there is one. */
  readonly values: readonly string[];
  /** Places of the runs that did best; none where all did alike or only one has a value. */
  readonly best: readonly number[];
}

/** What each run reached on its validation images at its best epoch. */
export function listValidationResults(compared: readonly ComparedRun[]): readonly ComparedResult[] {
  const bests = compared.map(({ run }) => findBest(run));
  const toRow = (
    label: string,
    read: (place: number) => number | null,
    isLargerBetter: boolean,
  ): ComparedResult => {
    const values = compared.map((_, place) => read(place));
    return { label, values: values.map(formatMetric), best: findBestPlaces(values, isLargerBetter) };
  };
  return [
    {
      label: t('compare.best'),
      values: compared.map(({ run }) => (run.bestEpoch === null ? '–' : formatNumber(run.bestEpoch))),
      best: [],
    },
    toRow(t('metric.valRocAuc'), (place) => bests[place]?.valRocAuc ?? null, true),
    toRow(t('metric.valAccuracy'), (place) => bests[place]?.valAccuracy ?? null, true),
    toRow(t('metric.valLoss'), (place) => bests[place]?.valLoss ?? null, false),
  ];
}

/** What each run reached in its newest evaluation, with 95 % intervals. */
export function listEvaluationResults(compared: readonly ComparedRun[]): readonly ComparedResult[] {
  const evaluations = compared.map(({ evaluation }) => evaluation);
  const toRow = (
    label: string,
    read: (metrics: EvaluationMetrics) => number | null,
    readInterval: (metrics: EvaluationMetrics) => Interval | null,
    isLargerBetter = true,
  ): ComparedResult => ({
    label,
    values: evaluations.map((metrics) =>
      metrics === null ? '–' : formatWithInterval(read(metrics), readInterval(metrics)),
    ),
    best: findBestPlaces(
      evaluations.map((metrics) => (metrics === null ? null : read(metrics))),
      isLargerBetter,
    ),
  });
  const none = (): null => null;
  return [
    toRow(
      t('metric.rocAuc'),
      ({ rocAuc }) => rocAuc,
      ({ intervals }) => intervals.rocAuc,
    ),
    toRow(
      t('metric.accuracy'),
      ({ accuracy }) => accuracy,
      ({ intervals }) => intervals.accuracy,
    ),
    toRow(
      t('metric.sensitivity'),
      ({ sensitivity }) => sensitivity,
      ({ intervals }) => intervals.sensitivity,
    ),
    toRow(
      t('metric.specificity'),
      ({ specificity }) => specificity,
      ({ intervals }) => intervals.specificity,
    ),
    toRow(t('metric.prAuc'), ({ prAuc }) => prAuc, none),
    toRow(t('metric.brier'), ({ brier }) => brier, none, false),
    toRow(t('metric.ece'), ({ ece }) => ece, none, false),
    ...(compared.every(({ evaluation }) => evaluation?.multiclass == null)
      ? []
      : [
          toRow(t('compare.mean-auc'), ({ multiclass }) => multiclass?.macroRocAuc ?? null, none),
          ...listClassNames(compared).map((name) =>
            toRow(
              t('compare.class-auc', { class: name }),
              (metrics) => findClass(metrics, name)?.rocAuc ?? null,
              (metrics) => findClass(metrics, name)?.interval ?? null,
            ),
          ),
          toRow(t('classes.brier'), ({ multiclass }) => multiclass?.brier ?? null, none, false),
          toRow(t('classes.ece'), ({ multiclass }) => multiclass?.ece ?? null, none, false),
        ]),
  ];
}

/** The classes that any of the evaluations tells from the rest. */
function listClassNames(compared: readonly ComparedRun[]): readonly string[] {
  const names = compared.flatMap(({ evaluation }) => evaluation?.multiclass?.oneVersusRest ?? []);
  return [...new Set(names.map(({ className }) => className))];
}

function findClass(
  { multiclass }: EvaluationMetrics,
  name: string,
): MulticlassMetrics['oneVersusRest'][number] | undefined {
  return multiclass?.oneVersusRest.find(({ className }) => className === name);
}

/** Places of the best of some values; none where fewer than two are known, or all are alike. */
export function findBestPlaces(
  values: readonly (number | null)[],
  isLargerBetter: boolean,
): readonly number[] {
  const known = values.filter((value) => value !== null);
  if (known.length < 2 || new Set(known).size === 1) return [];
  const best = isLargerBetter ? Math.max(...known) : Math.min(...known);
  return values.flatMap((value, place) => (value === best ? [place] : []));
}

function findBest({ epochs, bestEpoch }: Run): Run['epochs'][number] | undefined {
  return epochs.find(({ epoch }) => epoch === bestEpoch);
}

function formatWithInterval(value: number | null, interval: Interval | null): string {
  if (value === null || interval === null) return formatMetric(value);
  const [low, high] = interval;
  return t('compare.interval', {
    value: formatMetric(value),
    low: formatMetric(low),
    high: formatMetric(high),
  });
}
