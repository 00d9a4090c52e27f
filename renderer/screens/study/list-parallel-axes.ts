import { monitorModes } from '../../../shared/domain/monitor.ts';
import type { SettingValue } from '../../../shared/domain/run-settings.ts';
import { isTrialComparable, type Study, type SweepAxis, type Trial } from '../../../shared/domain/study.ts';
import type { ParallelAxis, ParallelLine } from '../../charts/parallel-chart.ts';
import { formatMetric, formatNumber } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';
import { toSettingLabel } from '../train/setting-label.ts';
import { describeTrial, toSettingWords } from './setting-words.ts';

/** A sweep as parallel coordinates: an axis a setting, the compared figure last, a line a trial that has one. */
export interface ParallelTrials {
  readonly axes: readonly ParallelAxis[];
  readonly lines: readonly ParallelLine[];
  /** The figures of the worst and the best line. */
  readonly worst: number;
  readonly best: number;
}

/** More values than this are written at their ends only. */
const mostTicks = 8;

export function listParallelAxes(study: Study, axes: readonly SweepAxis[]): ParallelTrials {
  const { metric } = study;
  const trials = study.trials.flatMap((trial) => {
    const figure = trial.figures?.[metric] ?? null;
    return figure === null || !isTrialComparable(trial) ? [] : [{ trial, figure }];
  });
  const figures = trials.map(({ figure }) => figure);
  const [least, greatest] = figures.length === 0 ? [0, 0] : [Math.min(...figures), Math.max(...figures)];
  const [worst, best] = monitorModes[metric] === 'max' ? [least, greatest] : [greatest, least];
  // The best is on top, whichever way the figure goes.
  const toRank = (figure: number): number => (worst === best ? 1 : (figure - worst) / (best - worst));
  const scales = axes.map((axis) => toScale(axis));
  const settings = axes.map(({ setting }) => setting);
  const figureTicks =
    figures.length === 0
      ? []
      : worst === best
        ? [{ at: 1, label: formatMetric(best) }]
        : [
            { at: 0, label: formatMetric(worst) },
            { at: 1, label: formatMetric(best) },
          ];
  return {
    axes: [
      ...scales.map(({ axis }) => axis),
      { id: 'figure', label: t(`choice.${metric}`), ticks: figureTicks },
    ],
    lines: trials.map(({ trial, figure }) => ({
      id: trial.number,
      label: `${t('studies.trial-number', { number: trial.number })}: ${describeTrial(trial, settings)}; ${t(`choice.${metric}`)} ${formatMetric(figure)}`,
      places: [...scales.map(({ toPlace }) => toPlace(trial)), toRank(figure)],
      rank: toRank(figure),
    })),
    worst,
    best,
  };
}

interface Scale {
  readonly axis: ParallelAxis;
  readonly toPlace: (trial: Trial) => number;
}

/** Values of a list stand evenly apart, in rising order; a range goes as it was drawn. */
function toScale(axis: SweepAxis): Scale {
  const { setting } = axis;
  const base = { id: setting, label: toSettingLabel(setting) };
  if ('values' in axis) {
    const values = axis.values.toSorted(compareValues);
    const toAt = (place: number): number => (values.length === 1 ? 0.5 : place / (values.length - 1));
    const ticks = values.map((value, place) => ({ at: toAt(place), label: toSettingWords(setting, value) }));
    return {
      axis: {
        ...base,
        ticks: ticks.length > mostTicks ? ticks.filter(({ at }) => at === 0 || at === 1) : ticks,
      },
      toPlace: ({ settings }) =>
        toAt(
          Math.max(
            0,
            values.findIndex((value) => value === settings[setting]),
          ),
        ),
    };
  }
  const { minimum, maximum, scale } = axis;
  const bend = scale === 'log' ? Math.log : (value: number) => value;
  return {
    axis: {
      ...base,
      ticks: [
        { at: 0, label: formatNumber(minimum) },
        { at: 1, label: formatNumber(maximum) },
      ],
    },
    toPlace: ({ settings }) =>
      (bend(Number(settings[setting])) - bend(minimum)) / (bend(maximum) - bend(minimum)),
  };
}

function compareValues(first: SettingValue, second: SettingValue): number {
  if (typeof first === 'number' && typeof second === 'number') return first - second;
  // No value, as of a limit, stands above every value.
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  return String(first).localeCompare(String(second));
}
