import type { ClassificationReport, ReportRow } from '../../../shared/domain/metric.ts';
import type { BinaryCounts } from '../../../shared/domain/statistics/binary-counts.ts';

/**
 * scikit-learn's `classification_report` with `zero_division=0`: for each class precision, recall, F1 and
 * support, then `macro` (their plain mean) and `weighted` (by support).
 *
 * @param classes [negative, positive]
 */
export function reportClasses(
  counts: BinaryCounts,
  classes: readonly [string, string],
): ClassificationReport {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = counts;
  const negative = makeRow(trueNegatives, falseNegatives, falsePositives);
  const positive = makeRow(truePositives, falsePositives, falseNegatives);
  const images = negative.support + positive.support;
  return {
    [classes[0]]: negative,
    [classes[1]]: positive,
    macro: averageRows(negative, positive, 0.5),
    weighted: averageRows(negative, positive, images === 0 ? 0.5 : negative.support / images),
  };
}

/** @param wronglyGiven images of the other class called this one; @param missed this class's called the other */
function makeRow(right: number, wronglyGiven: number, missed: number): ReportRow {
  return {
    precision: divide(right, right + wronglyGiven),
    recall: divide(right, right + missed),
    f1: divide(2 * right, 2 * right + wronglyGiven + missed),
    support: right + missed,
  };
}

function averageRows(first: ReportRow, second: ReportRow, firstWeight: number): ReportRow {
  const average = (key: 'precision' | 'recall' | 'f1'): number =>
    first[key] * firstWeight + second[key] * (1 - firstWeight);
  return {
    precision: average('precision'),
    recall: average('recall'),
    f1: average('f1'),
    support: first.support + second.support,
  };
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
