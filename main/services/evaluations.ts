import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { RejectedFile } from '../../shared/domain/dataset.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { defaultPatientPatterns } from '../../shared/domain/patient.ts';
import type { EvaluationComparison } from '../../shared/domain/evaluation-comparison.ts';
import type { EvaluatedImages, EvaluationScores } from '../../shared/domain/evaluated-image.ts';
import type { Evaluation } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import { findDataset } from '../db/datasets.ts';
import { findEvaluationScores, listEvaluatedImages } from '../db/evaluated-images.ts';
import { listEvaluations, type NewEvaluation } from '../db/evaluations.ts';
import { addDicomFacts } from '../library/add-dicom-facts.ts';
import { findLabelledImages, type FoundImage } from '../library/labelled-images.ts';
import type { DecodedSource } from './decode-to-pixel-files.ts';
import { chooseEvaluatedImages } from './evaluations/choose-evaluated-images.ts';
import { listDoubtsOfPoint, provisionalThreshold } from './evaluations/operating-point-doubts.ts';
import { refuseUnknownEvaluation } from './evaluations/refuse-unknown-evaluation.ts';
import { resolveRun, resolveRunWithModel, type RunWithModel } from './runs/resolve-run.ts';
import { planPixelFiles, toAskedModels } from './runs/run-models.ts';
import type { ServiceContext } from './service-context.ts';

export interface EvaluationService {
  /**
   * Judges a run's model on labelled images, and stores what came of it with the run.
   *
   * @throws AppError run-not-found, run-without-model, path-not-found, dataset-empty, classes-mismatch,
   *   input-invalid for a folder of train, val and test
   */
  make(input: ParsedInput<'evaluations:make'>): Promise<Evaluation>;
  /** A run's evaluations, the newest first. @throws AppError run-not-found */
  list(reference: Reference): Evaluation[];
  /** @throws AppError evaluation-not-found, classes-mismatch, input-invalid where they share no image */
  compare(input: ParsedInput<'evaluations:compare'>): Promise<EvaluationComparison>;
  /** @throws AppError evaluation-not-found */
  listScores(evaluation: number): EvaluationScores;
  /** @throws AppError evaluation-not-found */
  listImages(input: ParsedInput<'evaluations:images'>): EvaluatedImages;
  /** @throws AppError evaluation-not-found, output-not-writable, disk-full */
  export(input: ParsedInput<'evaluations:export'>): Promise<MethodOutput<'evaluations:export'>>;
}

type EvaluatedImage = Extract<DecodedSource<FoundImage>, { error: null }>;

export function createEvaluationService(context: ServiceContext): EvaluationService {
  const { database, publish, makeScratchPath, closing, openTrainer, doChore } = context;

  async function make({
    run: reference,
    path: source,
    views,
  }: ParsedInput<'evaluations:make'>): Promise<Evaluation> {
    const run = resolveRunWithModel(context, reference);
    // What decodes images takes a while to load, and looking at past evaluations needs none of it.
    const [{ readImage }, { decodeToPixelFiles }] = await Promise.all([
      import('../library/read-image.ts'),
      import('./decode-to-pixel-files.ts'),
    ]);
    const sourcePath = path.resolve(source);
    const { patientPatterns = defaultPatientPatterns, classWords = [] } =
      findDataset(database, run.datasetId) ?? {};
    const found = await findLabelledImages(sourcePath, { patientPatterns, classWords, signal: closing });
    const chosen = chooseEvaluatedImages(found.images, run, sourcePath);
    const pixels = planPixelFiles(run.models, () => makeScratchPath('.pixels'));
    const reportProgress = createProgress(run.id, chosen.images.length);
    try {
      const decoded = await decodeToPixelFiles(chosen.images, {
        read: ({ absolutePath }, imageSize) => readImage(absolutePath, imageSize),
        pixels,
        signal: closing,
        onProgress: (done) => reportProgress(done, 0),
      });
      const images = decoded.filter((result) => result.error === null).map(addFacts);
      const rejected = [...found.rejected, ...decoded.flatMap(toRejected)];
      if (images.length === 0) throw toNothingReadError(sourcePath, rejected);
      const ended = await openTrainer().run(
        {
          type: 'evaluate',
          jobId: `evaluate-${randomUUID()}`,
          models: toAskedModels(run.models, pixels),
          views,
          images: {
            records: images.map(({ record }) => record),
            labels: images.map(({ source: { className } }) => run.classes.indexOf(className)),
          },
          patients: images.map(({ source: { patient } }) => patient),
          classes: run.classes,
          threshold: run.threshold ?? provisionalThreshold,
        },
        {
          signal: closing,
          onEvent(event) {
            if (event.type === 'images-predicted') reportProgress(decoded.length, event.done);
          },
        },
      );
      const splitIds = run.models.map((model) => model.run.splitId);
      const seen = await doChore('find-seen-images', {
        splitIds,
        images: images.map(({ source: { patient }, image: { contentHash } }) => ({ patient, contentHash })),
      });
      const evaluation = {
        ...ended.metrics,
        kind: 'test' as const,
        run: run.id,
        sourcePath,
        patients: new Set(images.map(({ source: { patient } }) => patient)).size,
        views,
        seenInTraining: seen.count,
        rejected,
        warnings: [...chosen.warnings, ...seen.warnings, ...listDoubtsOfPoint(run, views)],
      };
      return await store(run, evaluation, images, ended.probabilities);
    } finally {
      await Promise.all(pixels.map(async ({ path: file }) => await rm(file, { force: true })));
    }
  }

  async function store(
    run: RunWithModel,
    evaluation: NewEvaluation,
    images: readonly EvaluatedImage[],
    probabilities: readonly (readonly number[])[],
  ): Promise<Evaluation> {
    const id = await doChore('store-evaluation', {
      evaluation,
      images: images.map(({ source, image }, index) => ({
        path: source.path,
        contentHash: image.contentHash,
        className: source.className,
        patient: source.patient,
        probabilities: probabilities[index] ?? [],
      })),
    });
    const stored = listEvaluations(database, run.id).find(({ evaluation: storedId }) => storedId === id);
    if (stored === undefined) throw new Error('an evaluation just stored is not there');
    return stored;
  }

  /** Reading and predicting count half each. */
  function createProgress(runId: number, total: number): (read: number, predicted: number) => void {
    return (read, predicted) =>
      publish('evaluation:progressed', { run: runId, done: Math.floor((read + predicted) / 2), total });
  }

  return {
    make,
    list: (reference) => listEvaluations(database, resolveRun(database, reference).id),
    compare: (input) => doChore('compare-evaluations', input),
    listScores: (evaluation) =>
      findEvaluationScores(database, evaluation) ?? refuseUnknownEvaluation(evaluation),
    listImages(input) {
      const images = listEvaluatedImages(database, input);
      return images ?? refuseUnknownEvaluation(input.evaluation);
    },
    export: (input) => doChore('export-evaluation', input),
  };
}

/** A DICOM file tells its patient itself. */
function addFacts({ source, image, ...rest }: EvaluatedImage): EvaluatedImage {
  return { source: addDicomFacts(source, image.dicom), image, ...rest };
}

function toRejected(result: DecodedSource<FoundImage>): RejectedFile[] {
  if (result.error === null) return [];
  const { code, message } = result.error;
  return [{ path: result.source.path, code, message }];
}

function toNothingReadError(sourcePath: string, rejected: readonly RejectedFile[]): AppError {
  const reason = rejected[0] === undefined ? '' : ` The first says: ${rejected[0].message}`;
  return new AppError(
    'dataset-empty',
    `None of the ${rejected.length} files in ${sourcePath} could be read as an image.${reason}`,
    { path: sourcePath, rejected: rejected.length },
  );
}
