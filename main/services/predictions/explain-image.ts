import { readFile, rm, writeFile } from 'node:fs/promises';
import { nameFindings, nameProbabilities } from '../../../shared/domain/classes.ts';
import { toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import type { MethodOutput, PictureKind } from '../../../shared/ipc/contract.ts';
import { findPrediction } from '../../db/predictions.ts';
import { readImageBytes } from '../../library/read-image.ts';
import { readPictureSource } from '../../pictures.ts';
import type { JudgingRun } from '../runs/resolve-run.ts';
import { planPixelFiles } from '../runs/run-models.ts';
import type { ServiceContext } from '../service-context.ts';
import { drawOverlay } from './draw-overlay.ts';
import { askTrainer } from './predict-images.ts';

/**
 * Shows where a model looks in one image: its probability, and its heatmap to be laid over the image. Of a
 * prediction's image the probability is the mean over as many views as the prediction was of; the heatmap is of the
 * image as it is.
 *
 * @throws AppError image-not-found, image-unreadable, image-changed, what decoding and the trainer throw
 */
export async function explainImage(
  context: ServiceContext,
  run: JudgingRun,
  image: { readonly kind: PictureKind; readonly id: number },
): Promise<MethodOutput<'predictions:explain'>> {
  const { name, bytes } = await readPictureSource(context.database, image.kind, image.id);
  const pixels = planPixelFiles(run.models, () => context.makeScratchPath('.pixels'));
  const imageSize = pixels[0]?.imageSize ?? 0;
  const views = image.kind === 'predictions' ? (findPrediction(context.database, image.id)?.views ?? 1) : 1;
  const heatmapPath = context.makeScratchPath('.heatmaps');
  try {
    for (const file of pixels) {
      const { pixels: grey } = await readImageBytes(bytes, name, file.imageSize);
      await writeFile(file.path, grey);
    }
    const request = { pixels, count: 1, views, heatmapPath, signal: context.closing };
    const [probabilities] = await askTrainer(context, run, request);
    if (probabilities === undefined) throw new Error('the trainer gave no probability');
    const weights = await readFile(heatmapPath);
    const overlay = await drawOverlay(weights, imageSize);
    return {
      runName: run.name,
      positiveClass: nameFindings(run.classes),
      probability: toFindingProbability(probabilities),
      probabilities: nameProbabilities(run.classes, probabilities),
      threshold: run.threshold,
      overlayBase64: overlay.toString('base64'),
      isEmpty: weights.every((weight) => weight === 0),
    };
  } finally {
    const paths = [...pixels.map(({ path }) => path), heatmapPath];
    await Promise.all(paths.map(async (file) => await rm(file, { force: true })));
  }
}
