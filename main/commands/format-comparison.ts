import type { EvaluationComparison } from '../../shared/domain/evaluation-comparison.ts';
import type { Interval } from '../../shared/domain/metric.ts';
import type { Evaluation } from '../../shared/domain/run.ts';
import { formatTable } from './format-table.ts';
import { formatAmount, formatFigure, formatInterval } from './format-values.ts';

/** Runs side by side, as `--json` prints them. */
export interface RunsComparison {
  readonly runs: readonly {
    readonly run: number;
    readonly name: string;
    readonly preset: string;
    readonly seed: number;
    readonly bestEpoch: number | null;
    readonly evaluation: Evaluation | null;
  }[];
  /** Each run after the first against it, where they judged images in common. */
  readonly tests: readonly (EvaluationComparison & { readonly run: string; readonly against: string })[];
}

type Compared = RunsComparison['runs'][number];
type PairedTest = RunsComparison['tests'][number];

/** Runs side by side: a line a run of its newest evaluation, and a line a test against the first. */
export function formatComparison({ runs, tests }: RunsComparison): string {
  const places = new Set(runs.map(({ evaluation }) => evaluation?.sourcePath));
  return [
    formatTable(
      [
        ['RUN'],
        ['PRESET'],
        ['IMAGES', 'right'],
        ...(['ROC AUC', 'ACCURACY', 'SENSITIVITY', 'SPECIFICITY'] as const).map((name) => [name] as const),
        ['EVALUATED ON'],
      ],
      runs.map(toFigureCells),
    ),
    places.size > 1 ? 'Note: these were not all evaluated on the same images.' : '',
    tests.length === 0
      ? 'No two of them judged the same images, so whether they differ by more than chance cannot be told.'
      : formatTable(
          [['MORE THAN CHANCE?'], ['COMPARED BY'], ['DIFFERENCE (95 % INTERVAL)'], ['P', 'right'], ['ON']],
          tests.flatMap(toTestLines),
        ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function toFigureCells({ name, preset, evaluation }: Compared): string[] {
  if (evaluation === null) return [name, preset, '-', '-', '-', '-', '-', 'nothing yet'];
  const { images, intervals, rocAuc, accuracy, sensitivity, specificity, sourcePath } = evaluation;
  return [
    ...[name, preset, String(images)],
    formatWithInterval(rocAuc, intervals.rocAuc),
    formatWithInterval(accuracy, intervals.accuracy),
    formatWithInterval(sensitivity, intervals.sensitivity),
    formatWithInterval(specificity, intervals.specificity),
    sourcePath,
  ];
}

function formatWithInterval(value: number | null, interval: Interval | null): string {
  return interval === null ? formatFigure(value) : `${formatFigure(value)} (${formatInterval(interval)})`;
}

function toTestLines({ run, against, images, rocAuc, decisions }: PairedTest): string[][] {
  const pair = `${run} against ${against}`;
  const on = formatAmount(images, 'image');
  const { onlyFirstRight, onlySecondRight } = decisions;
  return [
    rocAuc === null
      ? [pair, 'ROC AUC', '-', '-', on]
      : [
          ...[pair, 'ROC AUC', `${formatFigure(rocAuc.difference)} (${formatInterval(rocAuc.interval)})`],
          ...[formatFigure(rocAuc.pValue), on],
        ],
    [
      ...[pair, 'decisions', `alone right ${onlySecondRight} times, ${against} ${onlyFirstRight} times`],
      ...[formatFigure(decisions.pValue), on],
    ],
  ];
}
