import type { EpochMetrics } from '../../shared/domain/metric.ts';
import type { Run, RunProgress, RunSummary } from '../../shared/domain/run.ts';
import { formatFacts, formatTable } from './format-table.ts';
import {
  formatAmount,
  formatBar,
  formatDuration,
  formatFigure,
  formatMoment,
  formatPercent,
  formatProgress,
} from './format-values.ts';

/** One line on where a run stands. */
export function formatRunProgress(progress: RunProgress): string {
  const { phase, epoch, epochs, batch, batches, loss, accuracy, imagesPerSecond, secondsLeft } = progress;
  if (phase === 'preparing') {
    return batches === 0 ? 'Preparing' : formatProgress('Preparing images', batch, batches);
  }
  const head = `Epoch ${epoch} of ${epochs}`;
  if (phase === 'training' && loss === null) return `${head}  starting`;
  if (phase !== 'training') return `${head}  ${phase === 'validating' ? 'validating' : 'saving'}`;
  const bar = formatBar(batches === 0 ? 0 : batch / batches);
  const speed = imagesPerSecond === null ? '' : `  ${imagesPerSecond.toFixed(0)} images/s`;
  const left = secondsLeft === null ? '' : ` about ${formatDuration(secondsLeft)} left`;
  // What matters most comes first: a narrow terminal cuts the end off.
  return `${head} ${bar}${left}${speed}  loss ${formatFigure(loss)}  accuracy ${formatFigure(accuracy)}`;
}

/** One line on an epoch that is over. */
export function formatEpoch(metrics: EpochMetrics, epochs: number): string {
  const { epoch, loss, accuracy, valLoss, valAccuracy, valRocAuc, seconds } = metrics;
  return (
    `Epoch ${epoch} of ${epochs}: loss ${formatFigure(loss)}, accuracy ${formatFigure(accuracy)}; ` +
    `validation: loss ${formatFigure(valLoss)}, accuracy ${formatFigure(valAccuracy)}, ` +
    `ROC AUC ${formatFigure(valRocAuc)}; ${formatDuration(seconds)}`
  );
}

/** A run with its split and its epochs. */
export function formatRun(run: Run): string {
  return run.kind === 'ensemble' ? formatEnsemble(run) : formatTrained(run);
}

/** What an ensemble has; what it has of its first member's says nothing of it. */
function formatEnsemble(run: Run): string {
  return [
    `${run.name} (id ${run.run}): ensemble of ${run.members.length}${run.statusReason === null ? '' : `. ${run.statusReason.message}`}`,
    formatFacts([
      ['members', run.members.map(({ run: id, name }) => `${name} (id ${id})`).join(', ')],
      ['dataset', run.dataset],
      ['classes', run.classes.join(', ')],
      ['threshold', formatThreshold(run)],
      ['model', run.hasModel ? 'there' : "a member's is missing"],
    ]),
  ].join('\n\n');
}

function formatThreshold({ threshold, positiveClass }: Run): string {
  return threshold === null ? 'none yet' : `${formatFigure(threshold)} for ${positiveClass}`;
}

function formatTrained(run: Run): string {
  const { train, val, excluded, notes } = run.split;
  const toPart = (part: { images: number; patients: number }): string =>
    `${formatAmount(part.images, 'image')} of ${formatAmount(part.patients, 'patient')}`;
  const parts = [
    `${run.name} (id ${run.run}): ${run.status}${run.statusReason === null ? '' : `. ${run.statusReason.message}`}`,
    formatFacts([
      ['dataset', run.dataset],
      ['classes', run.classes.join(', ')],
      ['preset', `${run.preset}, ${run.settings.imageSize} x ${run.settings.imageSize}`],
      ['engine', run.engine ?? 'not started'],
      ['seed', String(run.seed)],
      ['training', toPart(train)],
      ['validation', toPart(val)],
      ['put aside', toPart(excluded)],
      ['best epoch', run.bestEpoch === null ? 'none yet' : String(run.bestEpoch)],
      ['threshold', formatThreshold(run)],
      ['temperature', run.temperature === null ? 'none yet' : formatFigure(run.temperature)],
      ...(run.biases === null || run.biases.length === 0
        ? []
        : [['bias', run.biases.map((bias) => formatFigure(bias)).join(', ')] as const]),
      ...formatScaling(run.scaling),
      ['images digest', run.imagesDigest],
      ['weights', run.weightsHash ?? 'none yet'],
      [
        'versions',
        Object.entries(run.versions)
          .map((version) => version.join(' '))
          .join(', ') || 'not started',
      ],
      ['model', run.hasModel ? 'there' : 'none yet'],
    ]),
    notes.map(({ message }) => `Note: ${message}`).join('\n'),
    run.epochs.length === 0 ? '' : formatEpochs(run.epochs, run.bestEpoch),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What images are standardised by, where that was taken from the training images. */
function formatScaling(scaling: Run['scaling']): [string, string][] {
  if (scaling?.kind !== 'featurewise') return [];
  const { mean, standardDeviation } = scaling;
  return [
    ['scaling', `mean ${formatFigure(mean, 4)}, standard deviation ${formatFigure(standardDeviation, 4)}`],
  ];
}

function formatEpochs(epochs: readonly EpochMetrics[], bestEpoch: number | null): string {
  return formatTable(
    [
      ['EPOCH', 'right'],
      ['LOSS', 'right'],
      ['ACCURACY', 'right'],
      ['VAL LOSS', 'right'],
      ['VAL ACCURACY', 'right'],
      ['VAL ROC AUC', 'right'],
      ['IMAGES/S', 'right'],
      ['TIME', 'right'],
      [''],
    ],
    epochs.map((metrics) => [
      String(metrics.epoch),
      formatFigure(metrics.loss, 4),
      formatFigure(metrics.accuracy, 4),
      formatFigure(metrics.valLoss, 4),
      formatFigure(metrics.valAccuracy, 4),
      formatFigure(metrics.valRocAuc, 4),
      metrics.imagesPerSecond.toFixed(0),
      formatDuration(metrics.seconds),
      metrics.epoch === bestEpoch ? 'best' : '',
    ]),
  );
}

/** A line a run. */
export function formatRuns(runs: readonly RunSummary[]): string {
  if (runs.length === 0) return 'There are no runs yet. `negatoscope train` starts one.';
  return formatTable(
    [
      ['ID', 'right'],
      ['NAME'],
      ['STATUS'],
      ['DATASET'],
      ['PRESET'],
      ['ENGINE'],
      ['EPOCHS', 'right'],
      ['BEST', 'right'],
      ['VAL ACCURACY', 'right'],
      ['VAL ROC AUC', 'right'],
      ['CREATED'],
    ],
    runs.map((run) => [
      String(run.run),
      run.name,
      run.status,
      run.dataset,
      run.kind === 'ensemble' ? `ensemble of ${run.members.length}` : run.preset,
      run.engine ?? '-',
      run.kind === 'ensemble' ? '-' : `${run.epochsDone}/${run.epochsPlanned}`,
      run.bestEpoch === null ? '-' : String(run.bestEpoch),
      formatPercent(run.best?.valAccuracy ?? null),
      formatFigure(run.best?.valRocAuc ?? null),
      formatMoment(run.createdAt),
    ]),
  );
}
