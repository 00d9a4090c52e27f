import { z } from 'zod';
import {
  type BatchMetrics,
  batchMetricsSchema,
  type EpochMetrics,
  epochMetricsSchema,
} from '../../shared/domain/metric.ts';
import type { Database } from './client.ts';

const epochColumns = `epoch, loss, accuracy, val_loss AS valLoss, val_accuracy AS valAccuracy,
  val_roc_auc AS valRocAuc, learning_rate AS learningRate, seconds, images_per_second AS imagesPerSecond`;

/** Stores batches in one transaction; one that is there already is replaced. */
export function insertBatches(database: Database, runId: number, batches: readonly BatchMetrics[]): void {
  const insert = database.prepare(
    'INSERT OR REPLACE INTO batch_metrics (run_id, epoch, batch, loss, accuracy) VALUES (?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (const { epoch, batch, loss, accuracy } of batches) insert.run(runId, epoch, batch, loss, accuracy);
  })();
}

/** Stores an epoch's metrics; those of an epoch that was run again are replaced. */
export function insertEpoch(database: Database, runId: number, metrics: EpochMetrics): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO epoch_metrics (run_id, epoch, loss, accuracy, val_loss, val_accuracy,
         val_roc_auc, learning_rate, seconds, images_per_second) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      runId,
      metrics.epoch,
      metrics.loss,
      metrics.accuracy,
      metrics.valLoss,
      metrics.valAccuracy,
      metrics.valRocAuc,
      metrics.learningRate,
      metrics.seconds,
      metrics.imagesPerSecond,
    );
}

/** Drops what a run computed after an epoch, which it will compute again, its best epoch among it. 0 drops all. */
export function dropMetricsAfter(database: Database, runId: number, epoch: number): void {
  database.prepare('DELETE FROM epoch_metrics WHERE run_id = ? AND epoch > ?').run(runId, epoch);
  database.prepare('DELETE FROM batch_metrics WHERE run_id = ? AND epoch > ?').run(runId, epoch);
  database
    .prepare(
      'UPDATE runs SET best_epoch = NULL, threshold = NULL, chosen_threshold = NULL WHERE id = ? AND best_epoch > ?',
    )
    .run(runId, epoch);
}

/** A run's epochs in their order. */
export function listEpochs(database: Database, runId: number): EpochMetrics[] {
  const rows = database
    .prepare(`SELECT ${epochColumns} FROM epoch_metrics WHERE run_id = ? ORDER BY epoch`)
    .all(runId);
  return z.array(epochMetricsSchema).parse(rows);
}

/** One epoch of a run, or null. */
export function findEpoch(database: Database, runId: number, epoch: number): EpochMetrics | null {
  const row = database
    .prepare(`SELECT ${epochColumns} FROM epoch_metrics WHERE run_id = ? AND epoch = ?`)
    .get(runId, epoch);
  return row === undefined ? null : epochMetricsSchema.parse(row);
}

export function countEpochs(database: Database, runId: number): number {
  return Number(database.prepare('SELECT count(*) FROM epoch_metrics WHERE run_id = ?').pluck().get(runId));
}

/** A run's batches in their order. */
export function listBatches(database: Database, runId: number): BatchMetrics[] {
  const rows = database
    .prepare('SELECT epoch, batch, loss, accuracy FROM batch_metrics WHERE run_id = ? ORDER BY epoch, batch')
    .all(runId);
  return z.array(batchMetricsSchema).parse(rows);
}

/** What a list shows of a run's epochs. */
export interface EpochSummary {
  readonly epochsDone: number;
  /** The best epoch's metrics; null where none is chosen. */
  readonly best: EpochMetrics | null;
}

const epochCountSchema = z.strictObject({ run: z.number(), epochsDone: z.number() });
const bestEpochSchema = epochMetricsSchema.extend({ run: z.number() });

/** The epochs of every run that has any, by run: two queries, however many runs there are. */
export function summarizeEpochs(database: Database): Map<number, EpochSummary> {
  const counts = database
    .prepare('SELECT run_id AS run, count(*) AS epochsDone FROM epoch_metrics GROUP BY run_id')
    .all();
  const bests = database
    .prepare(
      `SELECT run_id AS run, ${epochColumns} FROM epoch_metrics JOIN runs ON runs.id = run_id
       WHERE epoch = best_epoch`,
    )
    .all();
  const bestOf = new Map(
    z
      .array(bestEpochSchema)
      .parse(bests)
      .map(({ run, ...best }) => [run, best]),
  );
  return new Map(
    z
      .array(epochCountSchema)
      .parse(counts)
      .map(({ run, epochsDone }) => [run, { epochsDone, best: bestOf.get(run) ?? null }]),
  );
}
