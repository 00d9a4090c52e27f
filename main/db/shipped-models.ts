import { z } from 'zod';
import { defaultPatientPatterns } from '../../shared/domain/patient.ts';
import type { ShippedModel } from '../../shared/domain/shipped-model.ts';
import type { Database } from './client.ts';
import { insertEvaluation } from './evaluations.ts';
import { insertEpoch } from './run-metrics.ts';

const installedSchema = z.strictObject({ runId: z.number().nullable() });

/** Whether a shipped model was ever installed here, and its run; null where its run was deleted since. */
export function findShippedModel(database: Database, digest: string): { runId: number | null } | null {
  const row = database.prepare('SELECT run_id AS runId FROM shipped_models WHERE digest = ?').get(digest);
  return row === undefined ? null : installedSchema.parse(row);
}

/**
 * Stores a shipped model as a completed run, with its epochs and its validation; its files are apart.
 *
 * @param model its name, and that of its dataset, are free
 * @param digest SHA-256 of its weights
 * @returns the run's id
 */
export function insertShippedModel(database: Database, model: ShippedModel, digest: string): number {
  return database
    .transaction(() => {
      const runId = insertShippedRun(database, model, digest);
      for (const epoch of model.run.epochs) insertEpoch(database, runId, epoch);
      const { metrics, patients } = model.validation;
      insertEvaluation(
        database,
        {
          ...metrics,
          kind: 'validation',
          run: runId,
          sourcePath: model.dataset,
          patients,
          seenInTraining: 0,
          views: 1,
          rejected: [],
          warnings: [],
        },
        [],
      );
      database
        .prepare('INSERT INTO shipped_models (digest, run_id, installed_at) VALUES (?, ?, ?)')
        .run(digest, runId, new Date().toISOString());
      return runId;
    })
    .immediate();
}

function insertShippedRun(database: Database, { name, dataset, run }: ShippedModel, digest: string): number {
  const { split, settings } = run;
  const { lastInsertRowid: datasetId } = database
    .prepare(
      `INSERT INTO datasets (name, source_path, patient_patterns, created_at, is_shipped) VALUES (?, '', ?, ?, 1)`,
    )
    .run(dataset, JSON.stringify(defaultPatientPatterns), run.createdAt);
  const { lastInsertRowid: splitId } = database
    .prepare(
      `INSERT INTO splits (dataset_id, seed, options, notes, digest, created_at, counts)
       VALUES (?, ?, '{}', ?, ?, ?, ?)`,
    )
    .run(
      datasetId,
      settings.seed,
      JSON.stringify(split.notes),
      digest,
      run.createdAt,
      JSON.stringify({ train: split.train, val: split.val, excluded: split.excluded }),
    );
  const { lastInsertRowid: runId } = database
    .prepare(
      `INSERT INTO runs (name, dataset_id, split_id, preset, network, settings, classes, status, owner, engine,
         versions, best_epoch, threshold, images_digest, weights_hash, kind, created_at, started_at, ended_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'completed', '', ?, ?, ?, ?, ?, ?, 'shipped', ?, ?, ?)`,
    )
    .run(
      name,
      datasetId,
      splitId,
      run.preset,
      run.network === null ? null : JSON.stringify(run.network),
      JSON.stringify(settings),
      JSON.stringify(run.classes),
      run.engine,
      JSON.stringify(run.versions),
      run.bestEpoch,
      run.threshold,
      run.imagesDigest,
      run.weightsHash,
      run.createdAt,
      run.startedAt,
      run.endedAt,
    );
  return Number(runId);
}
