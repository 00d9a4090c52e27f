import { z } from 'zod';
import { classesSchema, nameFindings, nameProbabilities } from '../../shared/domain/classes.ts';
import {
  predictionFlagSchema,
  reviewSchema,
  storedPredictionSchema,
  type PredictionFlag,
  type Review,
  type StoredPrediction,
  type Verdict,
} from '../../shared/domain/prediction.ts';
import { setBatchDone } from './batches.ts';
import type { Database } from './client.ts';
import { toProbabilities, toProbabilityColumns } from './probability-columns.ts';
import { storedJson } from './stored-json.ts';

/** What a run's model said of one image. */
export interface NewPrediction {
  readonly path: string;
  readonly contentHash: string;
  readonly patient: string | null;
  readonly label: string;
  /** One a class, the negative one first. */
  readonly probabilities: readonly number[];
  readonly threshold: number;
  readonly views: number;
  readonly flags: readonly PredictionFlag[];
  /** When the image was taken, as 2023-01-05; null where nothing tells. */
  readonly studyDate: string | null;
  /** The file itself, where it was handed over and lies nowhere else. */
  readonly upload: Buffer | null;
}

/** How far the batch that predictions belong to has come with them. */
export interface BatchPlace {
  readonly batch: string;
  readonly done: number;
}

/**
 * Stores a run's predictions in one transaction, and how far their batch has come with them.
 *
 * @returns the id of each, in order
 */
export function insertPredictions(
  database: Database,
  runId: number,
  predictions: readonly NewPrediction[],
  place: BatchPlace | null,
): number[] {
  const insert = database.prepare(
    `INSERT INTO predictions (run_id, path, content_hash, patient, label, probability, probabilities, finding,
       threshold, views, flags, study_date, created_at)
     VALUES (@runId, @path, @contentHash, @patient, @label, @probability, @probabilities, @finding,
       @threshold, @views, @flags, @studyDate, @createdAt)`,
  );
  const insertUpload = database.prepare(
    'INSERT INTO uploads (content_hash, bytes) VALUES (?, ?) ON CONFLICT (content_hash) DO NOTHING',
  );
  const createdAt = new Date().toISOString();
  return database.transaction(() => {
    if (place !== null) setBatchDone(database, place.batch, place.done);
    return predictions.map(({ probabilities, flags, upload, ...prediction }) => {
      if (upload !== null) insertUpload.run(prediction.contentHash, upload);
      const { lastInsertRowid } = insert.run({
        runId,
        ...prediction,
        ...toProbabilityColumns(probabilities),
        flags: JSON.stringify(flags),
        createdAt,
      });
      return Number(lastInsertRowid);
    });
  })();
}

const selectPredictions = `
  SELECT predictions.id AS prediction, run_id AS run, runs.name AS runName, runs.classes,
    path, patient, label, probability, probabilities, predictions.threshold, views, flags,
    study_date AS studyDate, predictions.created_at AS createdAt,
    reviews.id AS reviewId, verdict, comment, reviews.created_at AS reviewedAt
  FROM predictions JOIN runs ON runs.id = run_id
    LEFT JOIN reviews ON reviews.id =
      (SELECT max(id) FROM reviews WHERE prediction_id = predictions.id)`;

const rowSchema = storedPredictionSchema.omit({ review: true, positiveClass: true }).extend({
  classes: storedJson(classesSchema),
  probabilities: storedJson(z.array(z.number())).nullable(),
  flags: storedJson(z.array(predictionFlagSchema)),
  reviewId: z.number().nullable(),
  verdict: reviewSchema.shape.verdict,
  comment: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});

/** A run's predictions older than `before`, the newest first. */
export function listPredictions(
  database: Database,
  page: { readonly runId: number; readonly before: number | null; readonly limit: number },
): StoredPrediction[] {
  const rows = database
    .prepare(
      `${selectPredictions} WHERE run_id = :runId AND predictions.id < coalesce(:before, 9007199254740991)
       ORDER BY predictions.id DESC LIMIT :limit`,
    )
    .all(page);
  return rows.map(toStoredPrediction);
}

const newPredictionsSchema = z.strictObject({ run: z.number(), newest: z.number() });

/** Which runs' models have made predictions since one, and the newest of each. */
export function listRunsWithNewPredictions(
  database: Database,
  after: number,
): z.infer<typeof newPredictionsSchema>[] {
  const rows = database
    .prepare('SELECT run_id AS run, max(id) AS newest FROM predictions WHERE id > ? GROUP BY run_id')
    .all(after);
  return z.array(newPredictionsSchema).parse(rows);
}

const newReviewSchema = reviewSchema.extend({ prediction: z.number() });

/** What readers have said since one review, the oldest first. */
export function listNewReviews(database: Database, after: number): z.infer<typeof newReviewSchema>[] {
  const rows = database
    .prepare(
      `SELECT prediction_id AS prediction, verdict, comment, created_at AS createdAt
       FROM reviews WHERE id > ? ORDER BY id`,
    )
    .all(after);
  return z.array(newReviewSchema).parse(rows);
}

const newPatientSchema = storedPredictionSchema.pick({ prediction: true, patient: true });

/** The predictions that were given another patient since one such change, and whose image each is now. */
export function listNewPatients(database: Database, after: number): z.infer<typeof newPatientSchema>[] {
  const rows = database
    .prepare(
      `SELECT prediction_id AS prediction, patient
       FROM patient_changes JOIN predictions ON predictions.id = prediction_id
       WHERE patient_changes.id > ? ORDER BY patient_changes.id`,
    )
    .all(after);
  return z.array(newPatientSchema).parse(rows);
}

const newestSchema = z.strictObject({ prediction: z.number(), review: z.number(), patient: z.number() });

/** The highest ids of predictions, reviews and changes of patients; 0 where there are none. Ids are not given twice. */
export function findNewestIds(database: Database): z.infer<typeof newestSchema> {
  const row = database
    .prepare(
      `SELECT coalesce((SELECT max(id) FROM predictions), 0) AS prediction,
         coalesce((SELECT max(id) FROM reviews), 0) AS review,
         coalesce((SELECT max(id) FROM patient_changes), 0) AS patient`,
    )
    .get();
  return newestSchema.parse(row);
}

/** A patient's predictions, by whatever run, of the newest images first: by when they were taken, else predicted. */
export function listPatientPredictions(database: Database, patient: string): StoredPrediction[] {
  const rows = database
    .prepare(
      `${selectPredictions} WHERE patient = ?
       ORDER BY coalesce(study_date, predictions.created_at) DESC, predictions.id DESC LIMIT 1000`,
    )
    .all(patient);
  return rows.map(toStoredPrediction);
}

/** One prediction; null where there is none of this id. */
export function findPrediction(database: Database, id: number): StoredPrediction | null {
  const row = database.prepare(`${selectPredictions} WHERE predictions.id = ?`).get(id);
  return row === undefined ? null : toStoredPrediction(row);
}

function toStoredPrediction(row: unknown): StoredPrediction {
  const { reviewId, verdict, comment, reviewedAt, classes, ...prediction } = rowSchema.parse(row);
  const review =
    reviewId === null || reviewedAt === null
      ? null
      : { verdict, comment: comment ?? '', createdAt: reviewedAt };
  return {
    ...prediction,
    positiveClass: nameFindings(classes),
    probabilities: nameProbabilities(classes, toProbabilities(prediction)),
    review,
  };
}

const sourceSchema = z.strictObject({ path: z.string(), contentHash: z.string() });

/** Where a prediction's image lay, and what it held; null where there is no such prediction. */
export function findPredictionSource(database: Database, id: number): z.infer<typeof sourceSchema> | null {
  const row = database
    .prepare('SELECT path, content_hash AS contentHash FROM predictions WHERE id = ?')
    .get(id);
  return row === undefined ? null : sourceSchema.parse(row);
}

/** The bytes of an image that was handed over; null where it was not. */
export function readUpload(database: Database, contentHash: string): Buffer | null {
  const bytes = database.prepare('SELECT bytes FROM uploads WHERE content_hash = ?').pluck().get(contentHash);
  return Buffer.isBuffer(bytes) ? bytes : null;
}

/** Adds a word on a prediction; those before it are kept. */
export function insertReview(
  database: Database,
  predictionId: number,
  { verdict, comment }: { readonly verdict: Verdict | null; readonly comment: string },
): Review {
  const createdAt = new Date().toISOString();
  database
    .prepare('INSERT INTO reviews (prediction_id, verdict, comment, created_at) VALUES (?, ?, ?, ?)')
    .run(predictionId, verdict, comment, createdAt);
  return { verdict, comment, createdAt };
}

export function updatePredictionPatient(
  database: Database,
  predictionId: number,
  patient: string | null,
): void {
  database.prepare('UPDATE predictions SET patient = ? WHERE id = ?').run(patient, predictionId);
}
