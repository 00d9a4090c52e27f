import type { ConfusionMatrix, Interval, MulticlassMetrics } from '../../shared/domain/metric.ts';
import type { Evaluation } from '../../shared/domain/run.ts';
import { formatTable } from './format-table.ts';
import { formatAmount, formatCount, formatFigure, formatInterval } from './format-values.ts';

type Figure = readonly [name: string, value: number | null, interval: Interval | null];

/** Most files left out that are named one by one. */
const mostListed = 20;

/**
 * An evaluation as `--json` gives it: the report's averages stand among its classes too, as scikit-learn has
 * them; a class of the same name takes their place there, and not in `averages`.
 */
export function toEvaluationDocument(evaluation: Evaluation): Evaluation {
  return { ...evaluation, report: { ...evaluation.report, ...evaluation.averages, ...evaluation.report } };
}

/** An evaluation: figures with their intervals, the confusion matrix, the report a class, the warnings. */
export function formatEvaluation(evaluation: Evaluation): string {
  const { intervals, multiclass } = evaluation;
  const figures: Figure[] = [
    ['accuracy', evaluation.accuracy, intervals.accuracy],
    ['ROC AUC', evaluation.rocAuc, intervals.rocAuc],
    ['PR AUC', evaluation.prAuc, null],
    ['sensitivity', evaluation.sensitivity, intervals.sensitivity],
    ['specificity', evaluation.specificity, intervals.specificity],
    ['Brier score', evaluation.brier, null],
    ['calibration error (ECE)', evaluation.ece, null],
    ...(multiclass === null ? [] : listFiguresOfAllClasses(multiclass)),
  ];
  return [
    `"${evaluation.runName}" on ${formatAmount(evaluation.images, 'image')} of ${formatAmount(evaluation.patients, 'patient')}, ` +
      `${multiclass === null ? 'positive class' : 'any finding:'} ${evaluation.positiveClass}, threshold ${formatFigure(evaluation.threshold)}`,
    formatTable(
      [[''], ['', 'right'], ['95 % INTERVAL']],
      figures.map(([name, value, interval]) => [name, formatFigure(value), formatInterval(interval)]),
    ),
    formatMatrix(evaluation.confusionMatrix),
    formatReport(evaluation),
    formatOneVersusRest(evaluation),
    [
      ...evaluation.warnings.map(({ message }) => `Note: ${message}`),
      ...evaluation.rejected.slice(0, mostListed).map(({ path, message }) => `Left out: ${path}: ${message}`),
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function listFiguresOfAllClasses({ brier, ece }: MulticlassMetrics): Figure[] {
  return [
    ['Brier score of all classes', brier, null],
    ['ECE of the likeliest class', ece, null],
  ];
}

function formatMatrix({ classes, rows }: ConfusionMatrix): string {
  return formatTable(
    [['TRUE \\ PREDICTED'], ...classes.map((name) => [name, 'right'] as const)],
    classes.map((name, index) => [name, ...(rows[index] ?? []).map(formatCount)]),
  );
}

function formatReport({ report, averages }: Evaluation): string {
  return formatTable(
    [[''], ['PRECISION', 'right'], ['RECALL', 'right'], ['F1', 'right'], ['SUPPORT', 'right']],
    [...Object.entries(report), ...Object.entries(averages)].map(
      ([name, { precision, recall, f1, support }]) => [
        name,
        formatFigure(precision),
        formatFigure(recall),
        formatFigure(f1),
        formatCount(support),
      ],
    ),
  );
}

function formatOneVersusRest({ multiclass }: Evaluation): string {
  if (multiclass === null) return '';
  return formatTable(
    [['EACH AGAINST THE REST'], ['ROC AUC', 'right'], ['95 % INTERVAL'], ['PR AUC', 'right']],
    [
      ...multiclass.oneVersusRest.map(({ className, rocAuc, interval, prAuc }) => [
        className,
        formatFigure(rocAuc),
        formatInterval(interval),
        formatFigure(prAuc),
      ]),
      ['mean', formatFigure(multiclass.macroRocAuc), '', ''],
    ],
  );
}
