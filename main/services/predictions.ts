import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Prediction, Predictions } from '../../shared/domain/prediction.ts';
import type { AppErrorPayload } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { insertPredictions } from '../db/predictions.ts';
import { readImage, readImageBytes, type ReadImage } from '../library/read-image.ts';
import { type DecodedSource, decodeToPixelFile } from './decode-to-pixel-file.ts';
import { decodeUpload } from './predictions/decode-upload.ts';
import { flagPrediction } from './predictions/flag-prediction.ts';
import { makeHeatmapFolder, writeHeatmaps } from './predictions/write-heatmaps.ts';
import { resolveRunWithModel, type RunWithModel } from './runs/resolve-run.ts';
import type { ServiceContext } from './service-context.ts';

/** The use cases of predictions. An image that cannot be read has its error, and does not keep back the rest. */
export interface PredictionService {
  /** @throws AppError run-not-found, run-without-model, output-not-writable, engine-unavailable */
  make(input: ParsedInput<'predictions:make'>): Promise<Predictions>;
  /** The same for images handed over as bytes. */
  makeFromFiles(input: ParsedInput<'predictions:make-from-files'>): Promise<Predictions>;
}

/** An image to predict: what to call it, and how to read it. */
interface ImageSource {
  readonly name: string;
  /** Where it lies, for the record: its absolute path, or its name where it was handed over. */
  readonly storedPath: string;
  readonly read: (imageSize: number) => Promise<ReadImage>;
}

type DecodedImage = Extract<DecodedSource<ImageSource>, { error: null }>;

export function createPredictionService(context: ServiceContext): PredictionService {
  const { database, makeScratchPath, closing, openTrainer } = context;

  async function predict(
    run: RunWithModel,
    sources: readonly ImageSource[],
    heatmapFolder: string | null,
  ): Promise<Predictions> {
    const pixels = { path: makeScratchPath('.pixels'), imageSize: run.settings.imageSize };
    const heatmapPath = heatmapFolder === null ? null : makeScratchPath('.heatmaps');
    try {
      const decoded = await decodeToPixelFile(sources, {
        read: (source) => source.read(pixels.imageSize),
        pixels,
        signal: closing,
      });
      const images = decoded.filter((result) => result.error === null);
      const probabilities =
        images.length === 0 ? [] : await computeProbabilities(run, pixels, images.length, heatmapPath);
      const heatmaps =
        heatmapFolder === null || heatmapPath === null || images.length === 0
          ? []
          : await writeHeatmaps(
              images.map(({ source, record, image: { width, height } }) => ({
                name: source.name,
                record,
                width,
                height,
              })),
              { imageSize: pixels.imageSize, pixelPath: pixels.path, weightPath: heatmapPath },
              heatmapFolder,
            );
      const predictions = decoded.map((result) =>
        result.error === null
          ? toPrediction(
              run,
              result,
              takeProbability(probabilities, result.record),
              heatmaps[result.record] ?? null,
            )
          : toFailure(run, result.source, result.error.toPayload()),
      );
      store(run, images, probabilities);
      return { run: run.id, runName: run.name, positiveClass: run.positiveClass, predictions };
    } finally {
      await rm(pixels.path, { force: true });
      if (heatmapPath !== null) await rm(heatmapPath, { force: true });
    }
  }

  async function computeProbabilities(
    run: RunWithModel,
    pixels: { path: string; imageSize: number },
    count: number,
    heatmapPath: string | null,
  ): Promise<number[]> {
    const { modelDirectory } = run;
    const jobId = `predict-${randomUUID()}`;
    const command = { type: 'predict', jobId, modelDirectory, pixels, count, heatmapPath } as const;
    return (await openTrainer().run(command, { signal: closing })).probabilities;
  }

  function store(run: RunWithModel, images: readonly DecodedImage[], probabilities: readonly number[]): void {
    insertPredictions(
      database,
      run.id,
      images.map(({ source, record, image }) => {
        const probability = takeProbability(probabilities, record);
        return {
          path: source.storedPath,
          contentHash: image.contentHash,
          label: toLabel(run, probability),
          probability,
          threshold: run.threshold,
        };
      }),
    );
  }

  return {
    async make({ run: reference, paths, heatmaps }) {
      const run = resolveRunWithModel(context, reference);
      const folder = heatmaps === null ? null : await makeHeatmapFolder(heatmaps);
      const sources = paths.map((name) => ({
        name,
        storedPath: path.resolve(name),
        read: (imageSize: number) => readImage(path.resolve(name), imageSize),
      }));
      return await predict(run, sources, folder);
    },
    async makeFromFiles({ run: reference, files }) {
      const run = resolveRunWithModel(context, reference);
      const sources = files.map(({ name, base64 }) => ({
        name,
        storedPath: name,
        read: (imageSize: number) => readImageBytes(decodeUpload(name, base64), name, imageSize),
      }));
      return await predict(run, sources, null);
    },
  };
}

function toPrediction(
  run: RunWithModel,
  { source, image }: DecodedImage,
  probability: number,
  heatmap: string | null,
): Prediction {
  const { threshold, negativeClass, positiveClass } = run;
  const { imageSize } = run.settings;
  return {
    path: source.name,
    label: toLabel(run, probability),
    probability,
    probabilities: { [negativeClass]: 1 - probability, [positiveClass]: probability },
    threshold,
    flags: flagPrediction({ ...image, probability, threshold, imageSize }),
    heatmap,
    error: null,
  };
}

/** An image is called positive from the operating point on. */
function toLabel({ threshold, negativeClass, positiveClass }: RunWithModel, probability: number): string {
  return probability >= threshold ? positiveClass : negativeClass;
}

function takeProbability(probabilities: readonly number[], record: number): number {
  const probability = probabilities[record];
  if (probability === undefined) throw new Error('the trainer gave no probability for an image');
  return probability;
}

function toFailure(run: RunWithModel, source: ImageSource, error: AppErrorPayload): Prediction {
  return {
    path: source.name,
    label: null,
    probability: null,
    probabilities: null,
    threshold: run.threshold,
    flags: [],
    heatmap: null,
    error,
  };
}
