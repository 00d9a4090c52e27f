import { z } from 'zod';
import { evaluationMetricsSchema } from '../../shared/domain/metric.ts';
import { type Evaluation, evaluationKindSchema, evaluationSchema } from '../../shared/domain/run.ts';
import type { Database } from './client.ts';
import { toProbabilityColumns } from './probability-columns.ts';
import { storedJson } from './stored-json.ts';
import { keptMessageSchema } from './stored-message.ts';

/** An evaluation about to be stored. */
export const newEvaluationSchema = evaluationSchema.omit({
  evaluation: true,
  runName: true,
  createdAt: true,
});
export type NewEvaluation = z.infer<typeof newEvaluationSchema>;

/** What the model said of one image of an evaluation. */
export const evaluatedImageSchema = z.strictObject({
  path: z.string(),
  contentHash: z.string(),
  className: z.string(),
  patient: z.string(),
  /** One a class, the negative one first. */
  probabilities: z.array(z.number()).readonly(),
});
export type EvaluatedImage = z.infer<typeof evaluatedImageSchema>;

const storedEvaluationSchema = z.strictObject({
  evaluation: z.number(),
  kind: evaluationKindSchema,
  run: z.number(),
  runName: z.string(),
  sourcePath: z.string(),
  patients: z.number(),
  views: z.number(),
  seenInTraining: z.number(),
  metrics: storedJson(evaluationMetricsSchema),
  rejected: storedJson(evaluationSchema.shape.rejected),
  warnings: storedJson(z.array(keptMessageSchema)),
  createdAt: z.string(),
});

/** Stores an evaluation with its images in one transaction; returns its id. A new validation replaces the run's last. */
export function insertEvaluation(
  database: Database,
  evaluation: NewEvaluation,
  images: readonly EvaluatedImage[],
): number {
  const { kind, run, sourcePath, patients, views, seenInTraining, rejected, warnings, ...metrics } =
    evaluation;
  return database.transaction(() => {
    if (kind === 'validation') {
      database.prepare(`DELETE FROM evaluations WHERE run_id = ? AND kind = 'validation'`).run(run);
    }
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO evaluations (kind, run_id, source_path, patients, views, seen_in_training, metrics, rejected,
           warnings, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        kind,
        run,
        sourcePath,
        patients,
        views,
        seenInTraining,
        JSON.stringify(metrics),
        JSON.stringify(rejected),
        JSON.stringify(warnings),
        new Date().toISOString(),
      );
    const insertImage = database.prepare(
      `INSERT INTO evaluation_images (evaluation_id, position, path, content_hash, class_name, patient,
         probability, probabilities, finding)
       VALUES (@evaluation, @position, @path, @contentHash, @className, @patient, @probability, @probabilities,
         @finding)`,
    );
    images.forEach(({ probabilities, ...image }, position) => {
      const columns = toProbabilityColumns(probabilities);
      insertImage.run({ evaluation: lastInsertRowid, position, ...image, ...columns });
    });
    return Number(lastInsertRowid);
  })();
}

/** A run's evaluations, the newest first. */
export function listEvaluations(database: Database, runId: number): Evaluation[] {
  const rows = database
    .prepare(
      `SELECT evaluations.id AS evaluation, evaluations.kind, run_id AS run, runs.name AS runName, source_path AS sourcePath,
         patients, views, seen_in_training AS seenInTraining, metrics, rejected, warnings,
         evaluations.created_at AS createdAt
       FROM evaluations JOIN runs ON runs.id = run_id WHERE run_id = ? ORDER BY evaluations.id DESC`,
    )
    .all(runId);
  return z
    .array(storedEvaluationSchema)
    .parse(rows)
    .map(({ metrics, ...evaluation }) => ({ ...evaluation, ...metrics }));
}
