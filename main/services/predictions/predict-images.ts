import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { nameFindings, nameProbabilities } from '../../../shared/domain/classes.ts';
import type { Prediction, Predictions } from '../../../shared/domain/prediction.ts';
import { defaultPatientPatterns } from '../../../shared/domain/patient.ts';
import { decideClass, toFindingProbability } from '../../../shared/domain/statistics/class-decisions.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { findDataset } from '../../db/datasets.ts';
import { type BatchPlace, insertPredictions, type NewPrediction } from '../../db/predictions.ts';
import { settlePatient } from '../../library/dicom-patient.ts';
import { compilePatientPatterns, unknownPatientPrefix } from '../../library/patient-of-file.ts';
import type { ReadImage } from '../../library/read-image.ts';
import { type DecodedSource, decodeToPixelFiles } from '../decode-to-pixel-files.ts';
import type { JudgingRun, RunWithModel } from '../runs/resolve-run.ts';
import { planPixelFiles, toAskedModels } from '../runs/run-models.ts';
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
  /** Of each image; 1 is the image alone. */
  readonly views: number;
  readonly signal: AbortSignal;
  /** Of which batch these are, and how far it has come with them; null for images of none. */
  readonly batch: BatchPlace | null;
}

/** Asks a run's model about images, and stores what it says. */
export type PredictImages = (
  run: JudgingRun,
  sources: readonly ImageSource[],
  options: PredictOptions,
) => Promise<Predictions>;

type DecodedImage = Extract<DecodedSource<ImageSource>, { error: null }>;
type PatientOfImage = (image: DecodedImage) => string | null;
/** What is stored of an image, and what of it depends on the model's word. */
type Judged = Pick<
  NewPrediction,
  'patient' | 'label' | 'probabilities' | 'threshold' | 'flags' | 'studyDate'
>;

/**
 * Makes the function that predicts. An image that cannot be read has its error and does not keep back the rest;
 * the function throws what the trainer does, and the signal's reason once it is aborted.
 */
export function createImagePredictor(context: ServiceContext): PredictImages {
  const { database, makeScratchPath, publish } = context;

  return async (run, sources, { heatmapFolder, views, signal, batch }) => {
    const pixels = planPixelFiles(run.models, () => makeScratchPath('.pixels'));
    const heatmapPath = heatmapFolder === null ? null : makeScratchPath('.heatmaps');
    try {
      const read = (source: ImageSource, imageSize: number): Promise<ReadImage> => source.read(imageSize);
      const decoded = await decodeToPixelFiles(sources, { read, pixels, signal });
      const images = decoded.filter((result) => result.error === null);
      const count = images.length;
      const request = { pixels, count, views, heatmapPath, signal };
      const said = count === 0 ? [] : await askTrainer(context, run, request);
      const heatmaps =
        heatmapFolder === null || heatmapPath === null || count === 0
          ? []
          : await drawHeatmaps(images, { pixels, heatmapPath, heatmapFolder });
      const readPatient = createPatientReader(context, run);
      const judged = images.map((image) => ({
        ...judge(run, image, take(said, image.record), readPatient),
        views,
      }));
      const ids = insertPredictions(
        database,
        run.id,
        images.map(({ source, image: { contentHash } }, index) => ({
          path: source.storedPath,
          contentHash,
          upload: source.upload,
          ...take(judged, index),
        })),
        batch,
      );
      const newest = ids.at(-1);
      if (newest !== undefined) publish('prediction:made', { run: run.id, newest });
      const predictions = decoded.map((result): Prediction => {
        if (result.error !== null) {
          return {
            ...unread,
            path: result.source.name,
            threshold: run.threshold,
            views,
            error: result.error.toPayload(),
          };
        }
        const { probabilities, flags, studyDate: _, ...rest } = take(judged, result.record);
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
      await Promise.all(pixels.map(async ({ path: file }) => await rm(file, { force: true })));
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
  { models }: RunWithModel,
  request: {
    readonly pixels: readonly PixelFile[];
    readonly count: number;
    readonly views: number;
    readonly heatmapPath: string | null;
    readonly signal: AbortSignal;
  },
): Promise<number[][]> {
  const { pixels, signal, ...wanted } = request;
  const jobId = `predict-${randomUUID()}`;
  const command = { type: 'predict', jobId, models: toAskedModels(models, pixels), ...wanted } as const;
  return (await openTrainer().run(command, { signal })).probabilities;
}

async function drawHeatmaps(
  images: readonly DecodedImage[],
  files: {
    /** The first of them is what heatmaps are laid over. */
    readonly pixels: readonly PixelFile[];
    readonly heatmapPath: string;
    readonly heatmapFolder: string;
  },
): Promise<string[]> {
  const { heatmapPath, heatmapFolder } = files;
  const drawn = images.map(({ source: { name }, record, image: { width, height } }) => ({
    name,
    record,
    width,
    height,
  }));
  const { imageSize, path: pixelPath } = take(files.pixels, 0);
  return await writeHeatmaps(drawn, { imageSize, pixelPath, weightPath: heatmapPath }, heatmapFolder);
}

/** Tells whose images are as an import into the run's dataset does; null where nothing tells. */
function createPatientReader(
  { database }: Pick<ServiceContext, 'database'>,
  run: RunWithModel,
): PatientOfImage {
  const patterns = findDataset(database, run.datasetId)?.patientPatterns ?? defaultPatientPatterns;
  const read = compilePatientPatterns(patterns);
  return ({ source, image }) => {
    const told = read(path.basename(source.storedPath));
    const patient = settlePatient(told, image.dicom);
    return patient.startsWith(unknownPatientPrefix) ? null : patient;
  };
}

function judge(
  run: JudgingRun,
  decoded: DecodedImage,
  probabilities: readonly number[],
  readPatient: PatientOfImage,
): Judged {
  const { threshold, classes, models } = run;
  const imageSize = Math.max(...models.map((model) => model.imageSize));
  const probability = toFindingProbability(probabilities);
  return {
    patient: readPatient(decoded),
    label: take(classes, decideClass(probabilities, threshold)),
    probabilities,
    threshold,
    flags: flagPrediction({ ...decoded.image, probability, threshold, imageSize }),
    studyDate: decoded.image.dicom?.studyDate ?? null,
  };
}

function take<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error('the trainer gave too few probabilities');
  return item;
}
