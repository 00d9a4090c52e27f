import type { Interval } from '../../shared/domain/metric.ts';
import type { ShippedModel } from '../../shared/domain/shipped-model.ts';
import { listBreakingShifts, type StressReport } from '../../shared/domain/stress.ts';

/**
 * The card of a shipped model, in Markdown, for whoever is to trust it (after Mitchell et al. 2019, Model Cards for
 * Model Reporting).
 */
export function describeShippedModel({ name, run, validation }: ShippedModel, stress: StressReport): string {
  const { metrics } = validation;
  const { settings, split } = run;
  const seconds = run.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return `# Model card: ${name}

For research use. Not a medical device: no decision about a patient may rest on it.

## What it does

Tells chest X-rays without pneumonia (${run.classes[0] ?? ''}) from those with (${metrics.positiveClass}), by a probability between 0
and 1. From ${formatFigure(metrics.threshold)} on, the operating point, it calls an image ${metrics.positiveClass}.

## What it was trained on

Chest X-Ray Images (Pneumonia): frontal images of children of one to five years from Guangzhou Women and Children's
Medical Center, published by Kermany, Zhang and Goldbaum (2018), "Labeled Optical Coherence Tomography (OCT) and Chest
X-Ray Images for Classification", Mendeley Data, DOI 10.17632/rscbjbr9sj, licence CC BY 4.0. Its training part alone,
each duplicate once, divided by patient: ${count(split.train.images)} images of ${count(split.train.patients)} patients to learn from, ${count(split.val.images)} of
${count(split.val.patients)} others to choose by. The dataset's test part was not used for anything.

## How

Preset \`${run.preset}\`, seed ${settings.seed}, images of ${settings.imageSize} x ${settings.imageSize}, ${run.epochs.length} epochs in ${Math.round(seconds / 60)} minutes on ${run.engine ?? 'an engine'} (${Object.entries(
    run.versions,
  )
    .map(([part, version]) => `${part} ${version}`)
    .join(
      ', ',
    )}); epoch ${run.bestEpoch ?? '–'} was kept. Every setting is in \`shipped.json\`. \`npm run train:default\` trains it again.

## How it did on validation

The model was chosen by these images, so the figures flatter it somewhat. Intervals are of 95 %, by patient.

| figure | value | interval |
| --- | --- | --- |
| accuracy | ${formatFigure(metrics.accuracy)} | ${formatInterval(metrics.intervals.accuracy)} |
| ROC AUC | ${formatFigure(metrics.rocAuc)} | ${formatInterval(metrics.intervals.rocAuc)} |
| sensitivity | ${formatFigure(metrics.sensitivity)} | ${formatInterval(metrics.intervals.sensitivity)} |
| specificity | ${formatFigure(metrics.specificity)} | ${formatInterval(metrics.intervals.specificity)} |
| expected calibration error | ${formatFigure(metrics.ece)} | |
| Brier score | ${formatFigure(metrics.brier)} | |

Under simulated shift (\`negatoscope stress\`) ${describeBreaking(stress)}

| shift | strength | sensitivity | specificity | ROC AUC |
| --- | --- | --- | --- | --- |
${stress.shifted.map(({ shift, strength, ...figures }) => `| ${shift} | ${strength} | ${formatFigure(figures.sensitivity)} | ${formatFigure(figures.specificity)} | ${formatFigure(figures.rocAuc)} |`).join('\n')}

## Limits

- Children of one hospital. Adults, other devices, other projections, lateral images: not measured.
- Pneumonia against normal, as two readers labelled them. Any other finding may be called either.
- Its probability is that of the training part's mix of images; where pneumonia is rarer, fewer of its calls are right.
- A heatmap shows where the network looked, not where the disease is.
`;
}

function describeBreaking(stress: StressReport): string {
  const breaking = [...new Set(listBreakingShifts(stress).map(({ shift }) => shift))];
  return breaking.length === 0
    ? 'no shift costs it more than 5 points of balanced accuracy:'
    : `these cost it more than 5 points of balanced accuracy at their strongest: ${breaking.join(', ')}.`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function formatFigure(value: number | null): string {
  return value === null ? 'not measured' : value.toFixed(3);
}

function formatInterval(interval: Interval | null): string {
  return interval === null ? 'not measured' : `${interval[0].toFixed(3)} to ${interval[1].toFixed(3)}`;
}
