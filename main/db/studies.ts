import { z } from 'zod';
import type { Reference } from '../../shared/domain/name.ts';
import { type MonitorName, monitorNames } from '../../shared/domain/monitor.ts';
import { type PresetName, presetNameSchema } from '../../shared/domain/preset.ts';
import { type RunSettings, runSettingsSchema } from '../../shared/domain/run-settings.ts';
import {
  type StudyPlan,
  type StudyStatus,
  studyPlanSchema,
  studyStatusSchema,
} from '../../shared/domain/study.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';
import { storedMessageSchema, toStored } from './stored-message.ts';

const storedStudySchema = z.strictObject({
  id: z.number(),
  name: z.string(),
  datasetId: z.number(),
  datasetName: z.string(),
  preset: presetNameSchema,
  settings: storedJson(runSettingsSchema),
  plan: storedJson(studyPlanSchema),
  metric: z.enum(monitorNames),
  status: studyStatusSchema,
  statusReason: storedMessageSchema.nullable(),
  owner: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
/** A study as its row has it; its trials are apart. */
export type StoredStudy = z.infer<typeof storedStudySchema>;

export interface NewStudy {
  readonly name: string;
  readonly datasetId: number;
  readonly preset: PresetName;
  readonly settings: RunSettings;
  readonly plan: StudyPlan;
  readonly metric: MonitorName;
  readonly owner: string;
}

const selectStudies = `
  SELECT studies.id, studies.name, dataset_id AS datasetId, datasets.name AS datasetName, preset, settings, plan,
    metric, status, status_reason AS statusReason, owner, studies.created_at AS createdAt, ended_at AS endedAt
  FROM studies JOIN datasets ON datasets.id = dataset_id`;

/** Adds a running study, without trials yet; returns its id. The caller has seen to it that the name is free. */
export function insertStudy(database: Database, study: NewStudy): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO studies (name, dataset_id, preset, settings, plan, metric, status, owner, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?)`,
    )
    .run(
      study.name,
      study.datasetId,
      study.preset,
      JSON.stringify(study.settings),
      JSON.stringify(study.plan),
      study.metric,
      study.owner,
      new Date().toISOString(),
    );
  return Number(lastInsertRowid);
}

/** Finds a study by id or by name; digits alone are an id, since no name is made of digits alone. */
export function findStudy(database: Database, reference: Reference): StoredStudy | null {
  const isId = typeof reference === 'number' || /^\d+$/.test(reference);
  const row = database
    .prepare(`${selectStudies} WHERE ${isId ? 'studies.id' : 'studies.name'} = ?`)
    .get(isId ? Number(reference) : reference.normalize('NFC'));
  return row === undefined ? null : storedStudySchema.parse(row);
}

/** Every study, the newest first. */
export function listStudies(database: Database): StoredStudy[] {
  return z
    .array(storedStudySchema)
    .parse(database.prepare(`${selectStudies} ORDER BY studies.id DESC`).all());
}

export function isStudyNameTaken(database: Database, name: string): boolean {
  return database.prepare('SELECT 1 FROM studies WHERE name = ?').get(name) !== undefined;
}

/** A running study of this owner is over, in whichever way. Returns false where it was not running any more. */
export function endStudy(
  database: Database,
  study: { readonly id: number; readonly owner: string },
  outcome: { readonly status: Exclude<StudyStatus, 'running'>; readonly reason: Message | null },
): boolean {
  const { changes } = database
    .prepare(
      `UPDATE studies SET status = ?, status_reason = ?, is_stop_requested = 0, ended_at = ?
       WHERE id = ? AND owner = ? AND status = 'running'`,
    )
    .run(outcome.status, toStored(outcome.reason), new Date().toISOString(), study.id, study.owner);
  return changes === 1;
}

/** A study that is over goes on. Returns false where it was running. */
export function restartStudy(database: Database, studyId: number, owner: string): boolean {
  const { changes } = database
    .prepare(
      `UPDATE studies SET status = 'running', status_reason = NULL, is_stop_requested = 0, owner = ?, ended_at = NULL
       WHERE id = ? AND status <> 'running'`,
    )
    .run(owner, studyId);
  return changes === 1;
}

/** Asks the owner of a study, whichever process it is, to begin no other trial. */
export function requestStudyStop(database: Database, studyId: number): void {
  database
    .prepare(`UPDATE studies SET is_stop_requested = 1 WHERE id = ? AND status = 'running'`)
    .run(studyId);
}

/** Whether someone asked for a study to be stopped, or the study is gone. */
export function isStudyStopRequested(database: Database, studyId: number): boolean {
  return database.prepare('SELECT is_stop_requested FROM studies WHERE id = ?').pluck().get(studyId) !== 0;
}

/** Removes a study with its trials; their runs stay. */
export function deleteStudy(database: Database, studyId: number): void {
  database.prepare('DELETE FROM studies WHERE id = ?').run(studyId);
}
