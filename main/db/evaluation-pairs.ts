import { z } from 'zod';
import { classesSchema } from '../../shared/domain/classes.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';

const pairSchema = z.strictObject({
  className: z.string(),
  /** Of any finding, by each evaluation. */
  first: z.number(),
  second: z.number(),
});
export type EvaluationPair = z.infer<typeof pairSchema>;

/** The images that two evaluations both judged, once each: of equal content, and of one class in both. */
export function listEvaluationPairs(database: Database, first: number, second: number): EvaluationPair[] {
  const rows = database
    .prepare(
      `SELECT one.class_name AS className, one.probability AS first, other.probability AS second
       FROM evaluation_images AS one JOIN evaluation_images AS other
         ON other.content_hash = one.content_hash AND other.class_name = one.class_name
       WHERE one.evaluation_id = ? AND other.evaluation_id = ?
       GROUP BY one.content_hash, one.class_name
       ORDER BY min(one.position)`,
    )
    .all(first, second);
  return z.array(pairSchema).parse(rows);
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
