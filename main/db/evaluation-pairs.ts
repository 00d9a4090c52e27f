import { z } from 'zod';
import { classesSchema } from '../../shared/domain/classes.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const judgedRowSchema = z.tuple([z.string(), z.string(), z.number()]);

/** An image that two evaluations judged. */
export interface EvaluationPair {
  readonly className: string;
  /** Of any finding, by each evaluation. */
  readonly first: number;
  readonly second: number;
}

/** The images that two evaluations both judged, once each: of equal content, and of one class in both. */
export function listEvaluationPairs(database: Database, first: number, second: number): EvaluationPair[] {
  // Joined here: SQLite takes an evaluation for a few images, and looks for each of one in all of the other.
  const ofSecond = listJudgedImages(database, second);
  return [...listJudgedImages(database, first)].flatMap(([key, { className, probability }]) => {
    const other = ofSecond.get(key);
    return other === undefined ? [] : { className, first: probability, second: other.probability };
  });
}

/** The images of an evaluation in their order, by content and class; of those that repeat another the first. */
function listJudgedImages(
  database: Database,
  evaluation: number,
): Map<string, { className: string; probability: number }> {
  const rows = database
    .prepare(
      `SELECT content_hash, class_name, probability FROM evaluation_images
       WHERE evaluation_id = ? ORDER BY position`,
    )
    .raw()
    .all(evaluation);
  const judged = new Map<string, { className: string; probability: number }>();
  for (const [contentHash, className, probability] of z.array(judgedRowSchema).parse(rows)) {
    const key = `${contentHash} ${className}`;
    if (!judged.has(key)) judged.set(key, { className, probability });
  }
  return judged;
}

const judgedSchema = z.strictObject({ classes: storedJson(classesSchema), threshold: z.number() });

/** What an evaluation told apart, and from which probability on; null where there is none of that id. */
export function findJudgement(database: Database, evaluation: number): z.infer<typeof judgedSchema> | null {
  const row = database
    .prepare(
      `SELECT metrics -> '$.confusionMatrix.classes' AS classes, metrics ->> 'threshold' AS threshold
       FROM evaluations WHERE id = ?`,
    )
    .get(evaluation);
  return row === undefined ? null : judgedSchema.parse(row);
}
