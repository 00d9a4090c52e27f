import { z } from 'zod';
import {
  type EvaluatedImages,
  evaluatedImageSchema,
  type EvaluationScores,
  evaluationScoresSchema,
  type MatrixCell,
} from '../../shared/domain/evaluated-image.ts';
import { type Classes, classesSchema, nameFindings, negativeClassOf } from '../../shared/domain/classes.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const scoreArraysSchema = z.strictObject({
  scores: storedJson(evaluationScoresSchema.shape.scores),
  labels: storedJson(evaluationScoresSchema.shape.labels),
});

const classArraysSchema = z.strictObject({
  probabilities: storedJson(z.array(z.array(z.number()))),
  classNames: storedJson(z.array(z.string())),
});

/** Every probability of an evaluation, in the order of its images; null where there is no such evaluation. */
export function findEvaluationScores(database: Database, evaluation: number): EvaluationScores | null {
  const classes = findClasses(database, evaluation);
  if (classes === null) return null;
  // A row an image would be parsed for longer than the query runs: two arrays are made in SQL.
  const row = database
    .prepare(
      `SELECT json_group_array(probability ORDER BY position) AS scores,
         json_group_array(class_name <> ? ORDER BY position) AS labels
       FROM evaluation_images WHERE evaluation_id = ?`,
    )
    .get(negativeClassOf(classes), evaluation);
  const { scores, labels } = scoreArraysSchema.parse(row);
  return {
    evaluation,
    classes: [...classes],
    negativeClass: negativeClassOf(classes),
    positiveClass: nameFindings(classes),
    scores,
    labels,
    byClass: classes.length === 2 ? null : findClassProbabilities(database, evaluation, classes),
  };
}

function findClassProbabilities(
  database: Database,
  evaluation: number,
  classes: Classes,
): EvaluationScores['byClass'] {
  const row = database
    .prepare(
      `SELECT json_group_array(json(probabilities) ORDER BY position) AS probabilities,
         json_group_array(class_name ORDER BY position) AS classNames
       FROM evaluation_images WHERE evaluation_id = ?`,
    )
    .get(evaluation);
  const { probabilities, classNames } = classArraysSchema.parse(row);
  const places = new Map(classes.map((name, place) => [name, place]));
  return { probabilities, labels: classNames.map((name) => places.get(name) ?? 0) };
}

/** The name of the class that an image is called. */
const call = '(@classes ->> iif(probability >= @threshold, finding, 0))';

export interface EvaluatedImagesQuery {
  readonly evaluation: number;
  readonly threshold: number;
  /** Null gives the wrong decisions, of either kind. */
  readonly cell: MatrixCell | null;
  readonly offset: number;
  readonly limit: number;
}

/**
 * The images of one cell of the confusion matrix, those decided most surely first; null where there is no
 * such evaluation.
 */
export function listEvaluatedImages(
  database: Database,
  { evaluation, threshold, cell, offset, limit }: EvaluatedImagesQuery,
): EvaluatedImages | null {
  const classes = findClasses(database, evaluation);
  if (classes === null) return null;
  const values = {
    evaluation,
    threshold,
    offset,
    limit,
    classes: JSON.stringify(classes),
    truth: classes[cell?.truth ?? -1] ?? null,
    call: classes[cell?.call ?? -1] ?? null,
  };
  const isWanted = cell === null ? `class_name <> ${call}` : `class_name = @truth AND ${call} = @call`;
  const where = `WHERE evaluation_id = @evaluation AND ${isWanted}`;
  const total = z
    .number()
    .parse(database.prepare(`SELECT count(*) FROM evaluation_images ${where}`).pluck().get(values));
  const rows = database
    .prepare(
      `SELECT evaluation_images.path, class_name AS className, patient, probability, ${call} AS call,
         images.id AS imageId, images.dataset_id AS datasetId
       FROM evaluation_images LEFT JOIN images
         ON images.id = (SELECT min(id) FROM images WHERE images.content_hash = evaluation_images.content_hash)
       ${where}
       ORDER BY CASE WHEN probability >= @threshold THEN probability ELSE 1 - probability END DESC, position
       LIMIT @limit OFFSET @offset`,
    )
    .all(values);
  return { total, images: z.array(evaluatedImageSchema).parse(rows) };
}

const judgedRowSchema = z.strictObject({
  contentHash: z.string(),
  path: z.string(),
  className: z.string(),
  patient: z.string(),
  call: z.string(),
  probability: z.number(),
  /** One a class; null with two classes. */
  probabilities: storedJson(z.array(z.number())).nullable(),
});

/** What an evaluation's figures were computed from. */
export interface JudgedRows {
  readonly classes: Classes;
  /** The operating point that the calls were made at. */
  readonly threshold: number;
  /** In the order in which they were judged. */
  readonly rows: readonly z.infer<typeof judgedRowSchema>[];
}

/** Every image of an evaluation; null where there is no such evaluation. */
export function listJudgedRows(database: Database, evaluation: number): JudgedRows | null {
  const classes = findClasses(database, evaluation);
  if (classes === null) return null;
  const threshold = z
    .number()
    .parse(
      database
        .prepare(`SELECT metrics ->> '$.threshold' FROM evaluations WHERE id = ?`)
        .pluck()
        .get(evaluation),
    );
  const rows = database
    .prepare(
      `SELECT content_hash AS contentHash, path, class_name AS className, patient, ${call} AS call, probability,
         probabilities
       FROM evaluation_images WHERE evaluation_id = @evaluation ORDER BY position`,
    )
    .all({ evaluation, threshold, classes: JSON.stringify(classes) });
  return { classes, threshold, rows: z.array(judgedRowSchema).parse(rows) };
}

function findClasses(database: Database, evaluation: number): Classes | null {
  const classes = database
    .prepare('SELECT classes FROM evaluations JOIN runs ON runs.id = run_id WHERE evaluations.id = ?')
    .pluck()
    .get(evaluation);
  return classes === undefined ? null : storedJson(classesSchema).parse(classes);
}
