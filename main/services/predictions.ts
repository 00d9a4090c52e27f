import path from 'node:path';
import type {
  Predictions,
  Review,
  StoredPrediction,
  UnfinishedBatch,
} from '../../shared/domain/prediction.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import {
  findPrediction,
  insertReview,
  listPatientPredictions,
  listPredictions,
  updatePredictionPatient,
} from '../db/predictions.ts';
import { readImage, readImageBytes } from '../library/read-image.ts';
import { createBatches } from './predictions/batches.ts';
import { decodeUpload } from './predictions/decode-upload.ts';
import { explainImage } from './predictions/explain-image.ts';
import { createImagePredictor } from './predictions/predict-images.ts';
import { makePictureFolder } from './picture-folder.ts';
import { resolveRun, resolveJudgingRun } from './runs/resolve-run.ts';
import type { ServiceContext } from './service-context.ts';

/** The use cases of predictions. An image that cannot be read has its error, and does not keep back the rest. */
export interface PredictionService {
  /** @throws AppError run-not-found, run-without-model, output-not-writable, engine-unavailable */
  make(input: ParsedInput<'predictions:make'>): Promise<Predictions>;
  /** The same for images handed over as bytes. */
  makeFromFiles(input: ParsedInput<'predictions:make-from-files'>): Promise<Predictions>;
  /** @throws AppError run-not-found, run-without-model, path-not-found, path-unreadable, dataset-empty */
  startBatch(input: ParsedInput<'predictions:start-batch'>): Promise<{ batch: string; total: number }>;
  listUnfinishedBatches(): UnfinishedBatch[];
  /** @throws AppError batch-not-found, path-not-found, path-unreadable, run-without-model */
  resumeBatch(batch: string): Promise<void>;
  /** @throws AppError batch-not-found */
  cancelBatch(batch: string): void;
  /** @throws AppError run-not-found */
  list(input: ParsedInput<'predictions:list'>): StoredPrediction[];
  /** @throws AppError prediction-not-found */
  show(prediction: number): MethodOutput<'predictions:show'>;
  /** @throws AppError prediction-not-found */
  review(input: ParsedInput<'predictions:review'>): Review;
  /** @throws AppError prediction-not-found */
  setPatient(input: ParsedInput<'predictions:set-patient'>): void;
  /** @throws AppError run-not-found, run-without-model, and what reading the image throws */
  explain(input: ParsedInput<'predictions:explain'>): Promise<MethodOutput<'predictions:explain'>>;
}

export function createPredictionService(context: ServiceContext): PredictionService {
  const { database, closing, publish } = context;
  const predict = createImagePredictor(context);
  const batches = createBatches(context, predict);

  return {
    async make({ run: reference, paths, heatmaps, views }) {
      const run = resolveJudgingRun(context, reference);
      const heatmapFolder = heatmaps === null ? null : await makePictureFolder(heatmaps);
      const sources = paths.map((name) => ({
        name,
        storedPath: path.resolve(name),
        upload: null,
        read: (imageSize: number) => readImage(path.resolve(name), imageSize),
      }));
      return await predict(run, sources, { heatmapFolder, views, signal: closing, batch: null });
    },
    async makeFromFiles({ run: reference, files, views }) {
      const run = resolveJudgingRun(context, reference);
      const sources = files.map(({ name, base64 }) => {
        const upload = decodeUpload(name, base64);
        const read = (imageSize: number) => readImageBytes(upload, name, imageSize);
        return { name, storedPath: name, upload, read };
      });
      return await predict(run, sources, { heatmapFolder: null, views, signal: closing, batch: null });
    },
    startBatch: ({ run, path: folder, views }) =>
      batches.start(resolveJudgingRun(context, run), folder, views),
    listUnfinishedBatches: () => batches.listUnfinished(),
    resumeBatch: (batch) => batches.resume(batch),
    cancelBatch: (batch) => batches.cancel(batch),
    list: ({ run, before, limit }) =>
      listPredictions(database, { runId: resolveRun(database, run).id, before, limit }),
    show(id) {
      const prediction = requirePrediction(id);
      const others = prediction.patient === null ? [] : listPatientPredictions(database, prediction.patient);
      return { prediction, ofPatient: others.filter((other) => other.prediction !== id).reverse() };
    },
    review({ prediction, verdict, comment }) {
      requirePrediction(prediction);
      const review = insertReview(database, prediction, { verdict, comment });
      publish('prediction:reviewed', { prediction, review });
      return review;
    },
    setPatient({ prediction, patient }) {
      requirePrediction(prediction);
      updatePredictionPatient(database, prediction, patient);
      publish('prediction:patient-set', { prediction, patient });
    },
    explain: async ({ run, image }) => await explainImage(context, resolveJudgingRun(context, run), image),
  };

  function requirePrediction(id: number): StoredPrediction {
    const prediction = findPrediction(database, id);
    if (prediction !== null) return prediction;
    throw new AppError(
      'prediction-not-found',
      'This prediction is not in the library any more: its run was deleted.',
      { prediction: id },
    );
  }
}
