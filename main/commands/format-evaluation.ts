import type { ConfusionMatrix, Interval } from '../../shared/domain/metric.ts';
import type { Evaluation } from '../../shared/domain/run.ts';
import { formatTable } from './format-table.ts';
import { formatAmount, formatCount, formatFigure } from './format-values.ts';

/** Most files left out that are named one by one. */
const mostListed = 20;

/** An evaluation: figures with their intervals, the confusion matrix, the report a class, the warnings. */
export function formatEvaluation(evaluation: Evaluation): string {
  const { intervals } = evaluation;
  const figures: (readonly [name: string, value: number | null, interval: Interval | null])[] = [
    ['accuracy', evaluation.accuracy, intervals.accuracy],
    ['ROC AUC', evaluation.rocAuc, intervals.rocAuc],
    ['PR AUC', evaluation.prAuc, null],
    ['sensitivity', evaluation.sensitivity, intervals.sensitivity],
    ['specificity', evaluation.specificity, intervals.specificity],
    ['Brier score', evaluation.brier, null],
    ['calibration error (ECE)', evaluation.ece, null],
  ];
  return [
    `"${evaluation.runName}" on ${formatAmount(evaluation.images, 'image')} of ${formatAmount(evaluation.patients, 'patient')}, ` +
      `positive class ${evaluation.positiveClass}, threshold ${formatFigure(evaluation.threshold)}`,
    formatTable(
      [[''], ['', 'right'], ['95 % INTERVAL']],
      figures.map(([name, value, interval]) => [name, formatFigure(value), formatInterval(interval)]),
    ),
    formatMatrix(evaluation.confusionMatrix),
    formatReport(evaluation),
    [
      ...evaluation.warnings.map((warning) => `Note: ${warning}`),
      ...evaluation.rejected.slice(0, mostListed).map(({ path, message }) => `Left out: ${path}: ${message}`),
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function formatInterval(interval: Interval | null): string {
  return interval === null ? '' : `${formatFigure(interval[0])} to ${formatFigure(interval[1])}`;
}

function formatMatrix({ classes, rows }: ConfusionMatrix): string {
  return formatTable(
    [['TRUE \\ PREDICTED'], ...classes.map((name) => [name, 'right'] as const)],
    classes.map((name, index) => [name, ...(rows[index] ?? []).map(formatCount)]),
  );
}

function formatReport({ report }: Evaluation): string {
  return formatTable(
    [[''], ['PRECISION', 'right'], ['RECALL', 'right'], ['F1', 'right'], ['SUPPORT', 'right']],
    Object.entries(report).map(([name, { precision, recall, f1, support }]) => [
      name,
      formatFigure(precision),
      formatFigure(recall),
      formatFigure(f1),
      formatCount(support),
    ]),
  );
}
