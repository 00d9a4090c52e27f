import type { ClassificationReport, EvaluationMetrics, ReportRow } from '../../../shared/domain/metric.ts';

/**
 * scikit-learn's `classification_report` with `zero_division=0`: for each class precision, recall, F1 and
 * support, and of these `macro` (their plain mean) and `weighted` (by support).
 *
 * @param rows of the confusion matrix: the true class in rows, the called one in columns
 */
export function reportClasses(
  rows: readonly (readonly number[])[],
  classes: readonly string[],
): Pick<EvaluationMetrics, 'report' | 'averages'> {
  const report = classes.map((_, place) => reportClass(rows, place));
  const images = report.reduce((sum, { support }) => sum + support, 0);
  const named: ClassificationReport = Object.fromEntries(
    report.map((row, place) => [classes[place] ?? '', row]),
  );
  return {
    report: named,
    averages: {
      macro: averageRows(report, () => 1 / report.length),
      weighted: averageRows(report, ({ support }) => (images === 0 ? 1 / report.length : support / images)),
    },
  };
}

function reportClass(rows: readonly (readonly number[])[], place: number): ReportRow {
  const right = rows[place]?.[place] ?? 0;
  const support = (rows[place] ?? []).reduce((sum, count) => sum + count, 0);
  const called = rows.reduce((sum, row) => sum + (row[place] ?? 0), 0);
  return {
    precision: divide(right, called),
    recall: divide(right, support),
    f1: divide(2 * right, called + support),
    support,
  };
}

function averageRows(rows: readonly ReportRow[], weigh: (row: ReportRow) => number): ReportRow {
  // Cut to 1, which a sum of rounded weights may pass by a last digit.
  const average = (key: 'precision' | 'recall' | 'f1'): number =>
    Math.min(
      1,
      rows.reduce((sum, row) => sum + row[key] * weigh(row), 0),
    );
  return {
    precision: average('precision'),
    recall: average('recall'),
    f1: average('f1'),
    support: rows.reduce((sum, { support }) => sum + support, 0),
  };
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
