import { z } from 'zod';
import {
  type EvaluatedImages,
  evaluatedImageSchema,
  type EvaluationScores,
  evaluationScoresSchema,
  type MatrixCell,
} from '../../shared/domain/evaluated-image.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const scoreArraysSchema = z.strictObject({
  scores: storedJson(evaluationScoresSchema.shape.scores),
  labels: storedJson(evaluationScoresSchema.shape.labels),
});

/** Every probability of an evaluation, in the order of its images; null where there is no such evaluation. */
export function findEvaluationScores(database: Database, evaluation: number): EvaluationScores | null {
  const classes = findClasses(database, evaluation);
  if (classes === null) return null;
  // A row an image would be parsed for longer than the query runs: two arrays are made in SQL.
  const row = database
    .prepare(
      `SELECT json_group_array(probability ORDER BY position) AS scores,
         json_group_array(class_name = ? ORDER BY position) AS labels
       FROM evaluation_images WHERE evaluation_id = ?`,
    )
    .get(classes.positiveClass, evaluation);
  const { scores, labels } = scoreArraysSchema.parse(row);
  return { evaluation, ...classes, scores, labels };
}

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
    positiveClass: classes.positiveClass,
    isPositive: Number(cell?.isPositive ?? false),
    isCalledPositive: Number(cell?.isCalledPositive ?? false),
  };
  const isWanted =
    cell === null
      ? '(class_name = @positiveClass) <> (probability >= @threshold)'
      : '(class_name = @positiveClass) = @isPositive AND (probability >= @threshold) = @isCalledPositive';
  const from = `FROM evaluation_images WHERE evaluation_id = @evaluation AND ${isWanted}`;
  const total = z.number().parse(database.prepare(`SELECT count(*) ${from}`).pluck().get(values));
  const rows = database
    .prepare(
      `SELECT path, class_name AS className, patient, probability,
         (SELECT min(id) FROM images WHERE images.content_hash = evaluation_images.content_hash) AS imageId
       ${from}
       ORDER BY CASE WHEN probability >= @threshold THEN probability ELSE 1 - probability END DESC, position
       LIMIT @limit OFFSET @offset`,
    )
    .all(values);
  return { total, images: z.array(evaluatedImageSchema).parse(rows) };
}

function findClasses(
  database: Database,
  evaluation: number,
): { negativeClass: string; positiveClass: string } | null {
  const row = database
    .prepare(
      `SELECT negative_class AS negativeClass, positive_class AS positiveClass
       FROM evaluations JOIN runs ON runs.id = run_id WHERE evaluations.id = ?`,
    )
    .get(evaluation);
  return row === undefined
    ? null
    : z.strictObject({ negativeClass: z.string(), positiveClass: z.string() }).parse(row);
}
