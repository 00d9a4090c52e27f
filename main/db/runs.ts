import { z } from 'zod';
import { classesSchema } from '../../shared/domain/classes.ts';
import { type EngineName, engineNameSchema } from '../../shared/domain/engine.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { type NetworkLayer, networkLayersSchema } from '../../shared/domain/network/network-layer.ts';
import { type PresetName, presetNameSchema } from '../../shared/domain/preset.ts';
import { type RunAnnotation, runAnnotationSchema } from '../../shared/domain/run-annotation.ts';
import { runKindSchema, runStatusSchema } from '../../shared/domain/run.ts';
import { type RunSettings, runSettingsSchema } from '../../shared/domain/run-settings.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';
import { storedMessageSchema, toStored } from './stored-message.ts';

const storedFlagSchema = z.number().transform((flag) => flag === 1);

const listedRunSchema = z.strictObject({
  id: z.number(),
  name: z.string(),
  kind: runKindSchema,
  datasetName: z.string(),
  preset: presetNameSchema,
  epochsPlanned: z.number(),
  status: runStatusSchema,
  statusReason: storedMessageSchema.nullable(),
  engine: engineNameSchema.nullable(),
  bestEpoch: z.number().nullable(),
  threshold: z.number().nullable(),
  tags: storedJson(runAnnotationSchema.shape.tags),
  note: z.string(),
  isPinned: storedFlagSchema,
  isArchived: storedFlagSchema,
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
/** What a list shows of a run's row: little enough to be read for every run at once. */
export type ListedRun = z.infer<typeof listedRunSchema>;

const storedRunSchema = listedRunSchema.extend({
  datasetId: z.number(),
  splitId: z.number(),
  network: storedJson(networkLayersSchema).nullable(),
  settings: storedJson(runSettingsSchema),
  classes: storedJson(classesSchema),
  imagesDigest: z.string().nullable(),
  weightsHash: z.string().nullable(),
  repeats: z.number().nullable(),
  owner: z.string(),
  versions: storedJson(z.record(z.string(), z.string())),
  validatedThreshold: z.number().nullable(),
  startedAt: z.string().nullable(),
});
/** A run as its row has it; its metrics, split and files are apart. */
export type StoredRun = z.infer<typeof storedRunSchema>;

export interface NewRun {
  readonly name: string;
  readonly datasetId: number;
  readonly splitId: number;
  readonly preset: PresetName;
  readonly network: readonly NetworkLayer[] | null;
  readonly settings: RunSettings;
  /** The negative one first. */
  readonly classes: readonly string[];
  /** See `digestRunImages`. */
  readonly imagesDigest: string;
  /** The run that this one repeats; null for none. */
  readonly repeats: number | null;
  readonly owner: string;
}

const listedColumns = `runs.id, runs.name, kind, datasets.name AS datasetName, preset,
    settings ->> '$.epochs' AS epochsPlanned, status, status_reason AS statusReason, engine,
    best_epoch AS bestEpoch, coalesce(chosen_threshold, threshold) AS threshold,
    tags, note, is_pinned AS isPinned, is_archived AS isArchived, runs.created_at AS createdAt, ended_at AS endedAt`;

const fromRuns = 'FROM runs JOIN datasets ON datasets.id = dataset_id';

/** Adds a run to its owner's queue; returns its id. The caller has seen to it that the name is free and in NFC. */
export function insertRun(database: Database, run: NewRun): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO runs (name, dataset_id, split_id, preset, network, settings, classes, images_digest, repeats,
         status, owner, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)`,
    )
    .run(
      run.name,
      run.datasetId,
      run.splitId,
      run.preset,
      run.network === null ? null : JSON.stringify(run.network),
      JSON.stringify(run.settings),
      JSON.stringify(run.classes),
      run.imagesDigest,
      run.repeats,
      run.owner,
      new Date().toISOString(),
    );
  return Number(lastInsertRowid);
}

/** Finds a run by id or by name; digits alone are an id, since no name is made of digits alone. */
export function findRun(database: Database, reference: Reference): StoredRun | null {
  const isId = typeof reference === 'number' || /^\d+$/.test(reference);
  const row = database
    .prepare(
      `SELECT ${listedColumns}, dataset_id AS datasetId, split_id AS splitId, network, settings, classes,
         images_digest AS imagesDigest, weights_hash AS weightsHash, repeats, owner, versions,
         threshold AS validatedThreshold, started_at AS startedAt
       ${fromRuns} WHERE ${isId ? 'runs.id' : 'runs.name'} = ?`,
    )
    .get(isId ? Number(reference) : reference.normalize('NFC'));
  return row === undefined ? null : storedRunSchema.parse(row);
}

/** Every run, the newest first. */
export function listRuns(database: Database): ListedRun[] {
  const rows = database.prepare(`SELECT ${listedColumns} ${fromRuns} ORDER BY runs.id DESC`).all();
  return z.array(listedRunSchema).parse(rows);
}

/** The names of all runs, the newest first. */
export function listRunNames(database: Database): string[] {
  return z.array(z.string()).parse(database.prepare('SELECT name FROM runs ORDER BY id DESC').pluck().all());
}

export function isRunNameTaken(database: Database, name: string): boolean {
  return database.prepare('SELECT 1 FROM runs WHERE name = ?').get(name) !== undefined;
}

/** Queued and running runs with the session that owns each. */
export function listAliveRuns(database: Database): { id: number; owner: string; status: string }[] {
  const rows = database
    .prepare(`SELECT id, owner, status FROM runs WHERE status IN ('queued', 'running') ORDER BY id`)
    .all();
  return z.array(z.strictObject({ id: z.number(), owner: z.string(), status: z.string() })).parse(rows);
}

/** Says why a queued run waits; null where it waits for nothing but its turn. */
export function setQueuedReason(database: Database, runId: number, reason: Message | null): void {
  database
    .prepare(`UPDATE runs SET status_reason = ? WHERE id = ? AND status = 'queued'`)
    .run(toStored(reason), runId);
}

/** A queued run starts. The moment of its first start is kept when it was resumed. */
export function markRunStarted(database: Database, runId: number): void {
  database
    .prepare(
      `UPDATE runs SET status = 'running', status_reason = NULL, ended_at = NULL,
         started_at = coalesce(started_at, ?) WHERE id = ?`,
    )
    .run(new Date().toISOString(), runId);
}

/** Records what the run is computed with; where it is resumed on another engine, the last one counts. */
export function setRunEngine(
  database: Database,
  runId: number,
  engine: EngineName,
  versions: Readonly<Record<string, string>>,
): void {
  database
    .prepare('UPDATE runs SET engine = ?, versions = ? WHERE id = ?')
    .run(engine, JSON.stringify(versions), runId);
}

/**
 * Records the best epoch so far and the operating point chosen on its validation. One that a user chose for
 * another epoch's model goes.
 */
export function setRunBest(
  database: Database,
  runId: number,
  best: { readonly bestEpoch: number | null; readonly threshold: number | null },
): void {
  database
    .prepare(
      `UPDATE runs SET best_epoch = @bestEpoch, threshold = @threshold,
         chosen_threshold = CASE WHEN best_epoch IS @bestEpoch THEN chosen_threshold END WHERE id = @runId`,
    )
    .run({ ...best, runId });
}

/** Records what the model is known by that training ended with: SHA-256 of its weights; null for no model. */
export function setRunWeights(database: Database, runId: number, weightsHash: string | null): void {
  database.prepare('UPDATE runs SET weights_hash = ? WHERE id = ?').run(weightsHash, runId);
}

/** Records the operating point that a user chose; null leaves the validated one. */
export function setChosenThreshold(database: Database, runId: number, threshold: number | null): void {
  database.prepare('UPDATE runs SET chosen_threshold = ? WHERE id = ?').run(threshold, runId);
}

/** Records what a user says of a run. */
export function setRunAnnotation(database: Database, runId: number, annotation: RunAnnotation): void {
  database
    .prepare('UPDATE runs SET tags = ?, note = ?, is_pinned = ?, is_archived = ? WHERE id = ?')
    .run(
      JSON.stringify(annotation.tags),
      annotation.note,
      Number(annotation.isPinned),
      Number(annotation.isArchived),
      runId,
    );
}

/** A run of this owner is over, in whichever way. Returns false where it was not alive any more. */
export function endRun(
  database: Database,
  run: { readonly id: number; readonly owner: string },
  outcome: {
    readonly status: 'completed' | 'stopped' | 'interrupted' | 'failed';
    readonly reason: Message | null;
  },
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET status = ?, status_reason = ?, is_stop_requested = 0, ended_at = ?
       WHERE id = ? AND owner = ? AND status IN ('queued', 'running')`,
    )
    .run(outcome.status, toStored(outcome.reason), new Date().toISOString(), run.id, run.owner);
  return changes === 1;
}

/** Puts a run that is over, but not completed, back into a queue. Returns false where it is no such run. */
export function requeueRun(database: Database, runId: number, owner: string): boolean {
  const { changes } = database
    .prepare(
      `UPDATE runs SET status = 'queued', status_reason = NULL, is_stop_requested = 0, owner = ?, ended_at = NULL
       WHERE id = ? AND status IN ('stopped', 'interrupted', 'failed')`,
    )
    .run(owner, runId);
  return changes === 1;
}

/** Asks the owner of a run, whichever process it is, to stop it. */
export function requestRunStop(database: Database, runId: number): void {
  database
    .prepare(`UPDATE runs SET is_stop_requested = 1 WHERE id = ? AND status IN ('queued', 'running')`)
    .run(runId);
}

/** Whether someone asked for a run to be stopped, or the run is gone. */
export function isRunStopRequested(database: Database, runId: number): boolean {
  return database.prepare('SELECT is_stop_requested FROM runs WHERE id = ?').pluck().get(runId) !== 0;
}

/** Removes a run with its metrics, evaluations and predictions; its split and its folder are apart. */
export function deleteRun(database: Database, runId: number): void {
  database.prepare('DELETE FROM runs WHERE id = ?').run(runId);
}
