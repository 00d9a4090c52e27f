import { readFile, rm, writeFile } from 'node:fs/promises';
import { nameFindings, nameProbabilities } from '../../../shared/domain/classes.ts';
import { toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import type { MethodOutput, PictureKind } from '../../../shared/ipc/contract.ts';
import { readImageBytes } from '../../library/read-image.ts';
import { readPictureSource } from '../../pictures.ts';
import type { RunWithModel } from '../runs/resolve-run.ts';
import type { ServiceContext } from '../service-context.ts';
import { drawOverlay } from './draw-overlay.ts';
import { askTrainer } from './predict-images.ts';

/**
 * Shows where a model looks in one image: its probability, and its heatmap to be laid over the image.
 *
 * @throws AppError image-not-found, image-unreadable, image-changed, what decoding and the trainer throw
 */
export async function explainImage(
  context: ServiceContext,
  run: RunWithModel,
  image: { readonly kind: PictureKind; readonly id: number },
): Promise<MethodOutput<'predictions:explain'>> {
  const { imageSize } = run.settings;
  const { name, bytes } = await readPictureSource(context.database, image.kind, image.id);
  const { pixels: grey } = await readImageBytes(bytes, name, imageSize);
  const pixels = { path: context.makeScratchPath('.pixels'), imageSize };
  const heatmapPath = context.makeScratchPath('.heatmaps');
  try {
    await writeFile(pixels.path, grey);
    const request = { pixels, count: 1, heatmapPath, signal: context.closing };
    const [probabilities] = await askTrainer(context, run, request);
    if (probabilities === undefined) throw new Error('the trainer gave no probability');
    const overlay = await drawOverlay(await readFile(heatmapPath), imageSize);
    return {
      runName: run.name,
      positiveClass: nameFindings(run.classes),
      probability: toFindingProbability(probabilities),
      probabilities: nameProbabilities(run.classes, probabilities),
      threshold: run.threshold,
      overlayBase64: overlay.toString('base64'),
    };
  } finally {
    await Promise.all([pixels.path, heatmapPath].map((file) => rm(file, { force: true })));
  }
}
