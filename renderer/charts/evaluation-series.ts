import type { EvaluationScores } from '../../shared/domain/evaluated-image.ts';
import type { MulticlassMetrics } from '../../shared/domain/metric.ts';
import { listCalibrationBins } from '../../shared/domain/statistics/calibration-curve.ts';
import { listPrecisionRecallPoints } from '../../shared/domain/statistics/precision-recall-curve.ts';
import type { LabelledScores } from '../../shared/domain/statistics/labelled-scores.ts';
import { toOneVersusRest } from '../../shared/domain/statistics/one-versus-rest.ts';
import { listRocPoints } from '../../shared/domain/statistics/roc-curve.ts';
import { countScoreHistogram } from '../../shared/domain/statistics/score-histogram.ts';
import { formatMetric } from '../text/format-number.ts';
import { t } from '../text/t.ts';
import { toComparedLook } from './compared-series.ts';
import type { Point, Series } from './series.ts';
import type { SubjectScores } from './subject-scores.ts';

/** A curve without the points that lie on a straight line between their neighbours along an axis. */
export function keepCorners(points: readonly Point[]): readonly Point[] {
  return points.filter(({ x, y }, place) => {
    const before = points[place - 1];
    const after = points[place + 1];
    if (before === undefined || after === undefined) return true;
    return !((before.x === x && x === after.x) || (before.y === y && y === after.y));
  });
}

/** One place on a curve, such as the operating point; none where one of its shares is unknown. */
export function toPointSeries(label: string, x: number | null, y: number | null): Series {
  const points = x === null || y === null ? [] : [{ x, y }];
  return { id: 'point', label, colour: 'point', look: 'dot', points, value: '' };
}

/** The ROC curve with chance's diagonal. */
export function toRocSeries(scores: LabelledScores, auc: string): readonly Series[] {
  const points = toRocPoints(scores);
  return [
    toLine('roc', t('judging.roc-line', { auc }), points),
    toReference(t('judging.chance'), points, 0, 1),
  ];
}

const classLooks = ['dashed-curve', 'dotted-curve', 'dash-dot-curve', 'curve'] as const;

/** A ROC curve a class, each against the rest, after that of any finding; the legend tells their AUCs. */
export function toClassRocSeries(
  whole: EvaluationScores,
  rocAuc: number | null,
  { oneVersusRest }: MulticlassMetrics,
): readonly Series[] {
  const { byClass } = whole;
  if (byClass === null) return [];
  const ofFinding = toRocPoints(whole);
  return [
    { ...toLine('finding', t('classes.any-finding'), ofFinding), value: formatMetric(rocAuc) },
    ...oneVersusRest.map(({ className, rocAuc: own }, place) => ({
      id: `class-${place}`,
      label: className,
      colour: toComparedLook(place).colour,
      look: classLooks[place % classLooks.length] ?? 'curve',
      points: toRocPoints(toOneVersusRest(byClass, place)),
      value: formatMetric(own),
    })),
    toReference(t('judging.chance'), ofFinding, 0, 1),
  ];
}

function toRocPoints(scores: LabelledScores): readonly Point[] {
  return keepCorners(
    listRocPoints(scores).map(({ falsePositiveRate, truePositiveRate }) => ({
      x: falsePositiveRate,
      y: truePositiveRate,
    })),
  );
}

/** The precision-recall curve in steps, with the precision that chance would give. */
export function toPrecisionRecallSeries(scores: SubjectScores, auc: string): readonly Series[] {
  const points = listPrecisionRecallPoints(scores).map(({ recall, precision }) => ({
    x: recall,
    y: precision,
  }));
  const chance = points.at(-1)?.y ?? 0;
  return [
    { ...toLine('pr', t('judging.pr-line', { auc }), points), step: 'after' },
    toReference(t('judging.pr-chance', { class: scores.positiveClass }), points, chance, chance),
  ];
}

/** The reliability curve with the diagonal of a perfectly calibrated model. */
export function toCalibrationSeries(scores: SubjectScores): readonly Series[] {
  const points = listCalibrationBins(scores).map(({ meanProbability, positiveShare }) => ({
    x: meanProbability,
    y: positiveShare,
  }));
  return [
    {
      ...toLine('calibration', t('judging.calibration-line', { class: scores.positiveClass }), points),
      look: 'with-dots',
    },
    toReference(t('judging.calibration-ideal'), points, 0, 1),
  ];
}

/** How each class's probabilities are spread: a line of steps each, as shares of the class. */
export function toHistogramSeries(scores: SubjectScores): readonly Series[] {
  const toSteps = (label: 0 | 1): Point[] => {
    const { shares } = countScoreHistogram(scores, label);
    const points = shares.map((y, bin) => ({ x: bin / shares.length, y }));
    return [...points, { x: 1, y: shares.at(-1) ?? 0 }];
  };
  return [
    {
      id: 'negative',
      label: scores.negativeClass,
      colour: 'negative',
      look: 'curve',
      points: toSteps(0),
      step: 'before',
      value: '',
    },
    {
      id: 'positive',
      label: scores.positiveClass,
      colour: 'positive',
      look: 'dashed-curve',
      points: toSteps(1),
      step: 'before',
      value: '',
    },
  ];
}

function toLine(id: string, label: string, points: readonly Point[]): Series {
  return { id, label, colour: 'validation', look: 'curve', points, value: '' };
}

function toReference(label: string, curve: readonly Point[], left: number, right: number): Series {
  const points =
    curve.length === 0
      ? []
      : [
          { x: 0, y: left },
          { x: 1, y: right },
        ];
  return { id: 'reference', label, colour: 'reference', look: 'reference', points, value: '' };
}
