import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { nameFindings, nameProbabilities } from '../../../shared/domain/classes.ts';
import type { Prediction, Predictions } from '../../../shared/domain/prediction.ts';
import { defaultPatientPatterns } from '../../../shared/domain/patient.ts';
import { decideClass, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import { findDataset } from '../../db/datasets.ts';
import { insertPredictions, type NewPrediction } from '../../db/predictions.ts';
import { compilePatientPatterns, unknownPatientPrefix } from '../../library/patient-of-file.ts';
import type { ReadImage } from '../../library/read-image.ts';
import { type DecodedSource, decodeToPixelFile } from '../decode-to-pixel-file.ts';
import type { RunWithModel } from '../runs/resolve-run.ts';
import type { ServiceContext } from '../service-context.ts';
import { flagPrediction } from './flag-prediction.ts';
import { writeHeatmaps } from './write-heatmaps.ts';

/** An image to predict: what to call it, and how to read it. */
export interface ImageSource {
  readonly name: string;
  /** Where it lies, for the record: its absolute path, or its name where it was handed over. */
  readonly storedPath: string;
  /** The file itself, where it was handed over and lies nowhere else. */
  readonly upload: Buffer | null;
  readonly read: (imageSize: number) => Promise<ReadImage>;
}

export interface PredictOptions {
  /** A folder for heatmaps, which exists; null makes none. */
  readonly heatmapFolder: string | null;
  readonly signal: AbortSignal;
}

/** Asks a run's model about images, and stores what it says. */
export type PredictImages = (
  run: RunWithModel,
  sources: readonly ImageSource[],
  options: PredictOptions,
) => Promise<Predictions>;

type DecodedImage = Extract<DecodedSource<ImageSource>, { error: null }>;
/** What is stored of an image, and what of it depends on the model's word. */
type Judged = Pick<NewPrediction, 'patient' | 'label' | 'probabilities' | 'threshold' | 'flags'>;

/**
 * Makes the function that predicts. An image that cannot be read has its error and does not keep back the rest;
 * the function throws what the trainer does, and the signal's reason once it is aborted.
 */
export function createImagePredictor(context: ServiceContext): PredictImages {
  const { database, makeScratchPath } = context;

  return async (run, sources, { heatmapFolder, signal }) => {
    const pixels = { path: makeScratchPath('.pixels'), imageSize: run.settings.imageSize };
    const heatmapPath = heatmapFolder === null ? null : makeScratchPath('.heatmaps');
    try {
      const read = (source: ImageSource): Promise<ReadImage> => source.read(pixels.imageSize);
      const decoded = await decodeToPixelFile(sources, { read, pixels, signal });
      const images = decoded.filter((result) => result.error === null);
      const count = images.length;
      const said = count === 0 ? [] : await askTrainer(context, run, { pixels, count, heatmapPath, signal });
      const heatmaps =
        heatmapFolder === null || heatmapPath === null || count === 0
          ? []
          : await drawHeatmaps(images, { pixels, heatmapPath, heatmapFolder });
      const readPatient = createPatientReader(context, run);
      const judged = images.map((image) => judge(run, image, take(said, image.record), readPatient));
      const ids = insertPredictions(
        database,
        run.id,
        images.map(({ source, image: { contentHash } }, index) => ({
          path: source.storedPath,
          contentHash,
          upload: source.upload,
          ...take(judged, index),
        })),
      );
      const predictions = decoded.map((result): Prediction => {
        if (result.error !== null) {
          return {
            ...unread,
            path: result.source.name,
            threshold: run.threshold,
            error: result.error.toPayload(),
          };
        }
        const { probabilities, flags, ...rest } = take(judged, result.record);
        return {
          prediction: take(ids, result.record),
          path: result.source.name,
          ...rest,
          probability: toFindingProbability(probabilities),
          flags: [...flags],
          probabilities: nameProbabilities(run.classes, probabilities),
          heatmap: heatmaps[result.record] ?? null,
          error: null,
        };
      });
      return { run: run.id, runName: run.name, positiveClass: nameFindings(run.classes), predictions };
    } finally {
      await rm(pixels.path, { force: true });
      if (heatmapPath !== null) await rm(heatmapPath, { force: true });
    }
  };
}

const unread = {
  prediction: null,
  patient: null,
  label: null,
  probability: null,
  probabilities: null,
  flags: [],
  heatmap: null,
};

/** Every class's probability of the first records of a pixel file, and their heatmaps where a path is given. */
export async function askTrainer(
  { openTrainer }: Pick<ServiceContext, 'openTrainer'>,
  { modelDirectory }: RunWithModel,
  request: {
    readonly pixels: { readonly path: string; readonly imageSize: number };
    readonly count: number;
    readonly heatmapPath: string | null;
    readonly signal: AbortSignal;
  },
): Promise<number[][]> {
  const { pixels, count, heatmapPath, signal } = request;
  const jobId = `predict-${randomUUID()}`;
  const command = { type: 'predict', jobId, modelDirectory, pixels, count, heatmapPath } as const;
  return (await openTrainer().run(command, { signal })).probabilities;
}

async function drawHeatmaps(
  images: readonly DecodedImage[],
  files: {
    readonly pixels: { readonly path: string; readonly imageSize: number };
    readonly heatmapPath: string;
    readonly heatmapFolder: string;
  },
): Promise<string[]> {
  const { pixels, heatmapPath, heatmapFolder } = files;
  const drawn = images.map(({ source: { name }, record, image: { width, height } }) => ({
    name,
    record,
    width,
    height,
  }));
  const { imageSize, path: pixelPath } = pixels;
  return await writeHeatmaps(drawn, { imageSize, pixelPath, weightPath: heatmapPath }, heatmapFolder);
}

/** Reads patients from file names as the run's dataset does; null where a name does not tell. */
function createPatientReader(
  { database }: Pick<ServiceContext, 'database'>,
  run: RunWithModel,
): (storedPath: string) => string | null {
  const patterns = findDataset(database, run.datasetId)?.patientPatterns ?? defaultPatientPatterns;
  const read = compilePatientPatterns(patterns);
  return (storedPath) => {
    const patient = read(path.basename(storedPath));
    return patient.startsWith(unknownPatientPrefix) ? null : patient;
  };
}

function judge(
  run: RunWithModel,
  { source, image }: DecodedImage,
  probabilities: readonly number[],
  readPatient: (storedPath: string) => string | null,
): Judged {
  const { threshold, classes } = run;
  const probability = toFindingProbability(probabilities);
  return {
    patient: readPatient(source.storedPath),
    label: take(classes, decideClass(probabilities, threshold)),
    probabilities,
    threshold,
    flags: flagPrediction({ ...image, probability, threshold, imageSize: run.settings.imageSize }),
  };
}

function take<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error('the trainer gave too few probabilities');
  return item;
}
