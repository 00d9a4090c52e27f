import { z } from 'zod';
import { type SomeSettings, someSettingsSchema } from '../../shared/domain/run-settings.ts';
import { runStatusSchema } from '../../shared/domain/run.ts';
import type { Study, Trial } from '../../shared/domain/study.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { Database } from './client.ts';
import { storedJson } from './stored-json.ts';
import { storedMessageSchema, toStored } from './stored-message.ts';

const trialRowSchema = z.strictObject({
  number: z.number(),
  settings: storedJson(someSettingsSchema),
  failure: storedMessageSchema.nullable(),
  run: z.number().nullable(),
  runName: z.string().nullable(),
  runStatus: runStatusSchema.nullable(),
  runReason: storedMessageSchema.nullable(),
  bestEpoch: z.number().nullable(),
  epochsDone: z.number(),
  seconds: z.number(),
  valRocAuc: z.number().nullable(),
  valLoss: z.number().nullable(),
  valAccuracy: z.number().nullable(),
});

/** Adds a study's trials, numbered from 1 in their order. */
export function insertTrials(database: Database, studyId: number, settings: readonly SomeSettings[]): void {
  const insert = database.prepare('INSERT INTO study_trials (study_id, number, settings) VALUES (?, ?, ?)');
  settings.forEach((each, place) => insert.run(studyId, place + 1, JSON.stringify(each)));
}

/** A study's trials in their order, each with what its run has come to. */
export function listTrials(database: Database, studyId: number): Trial[] {
  const rows = database
    .prepare(
      `SELECT number, study_trials.settings, failure, runs.id AS run, runs.name AS runName,
         runs.status AS runStatus, runs.status_reason AS runReason, runs.best_epoch AS bestEpoch,
         (SELECT count(*) FROM epoch_metrics WHERE epoch_metrics.run_id = runs.id) AS epochsDone,
         (SELECT total(seconds) FROM epoch_metrics WHERE epoch_metrics.run_id = runs.id) AS seconds,
         best.val_roc_auc AS valRocAuc, best.val_loss AS valLoss, best.val_accuracy AS valAccuracy
       FROM study_trials
         LEFT JOIN runs ON runs.id = study_trials.run_id
         LEFT JOIN epoch_metrics AS best ON best.run_id = runs.id AND best.epoch = runs.best_epoch
       WHERE study_id = ? ORDER BY number`,
    )
    .all(studyId);
  return z.array(trialRowSchema).parse(rows).map(toTrial);
}

/** Gives a trial the run that is made of it. */
export function setTrialRun(database: Database, studyId: number, number: number, runId: number): void {
  database
    .prepare('UPDATE study_trials SET run_id = ? WHERE study_id = ? AND number = ?')
    .run(runId, studyId, number);
}

/** Records why no run could be made of a trial. */
export function setTrialFailure(database: Database, studyId: number, number: number, failure: Message): void {
  database
    .prepare('UPDATE study_trials SET failure = ? WHERE study_id = ? AND number = ?')
    .run(toStored(failure), studyId, number);
}

/** On how many images and patients the trials of a study were validated, and how many patients more than once. */
export function countValidated(database: Database, studyId: number): NonNullable<Study['validated']> {
  const row = database
    .prepare(
      `SELECT coalesce(sum(images), 0) AS images, count(*) AS patients,
         count(*) FILTER (WHERE trials > 1) AS patientsRepeated
       FROM (
         SELECT patient_id, count(DISTINCT image_id) AS images, count(DISTINCT number) AS trials
         FROM study_trials
           JOIN runs ON runs.id = run_id
           JOIN split_images ON split_images.split_id = runs.split_id AND part = 'val'
           JOIN images ON images.id = image_id
         WHERE study_id = ? GROUP BY patient_id
       )`,
    )
    .get(studyId);
  return z
    .strictObject({ images: z.number(), patients: z.number(), patientsRepeated: z.number() })
    .parse(row);
}

function toTrial(row: z.infer<typeof trialRowSchema>): Trial {
  const { number, settings, failure, run, runName, bestEpoch, epochsDone, seconds } = row;
  const { valRocAuc, valLoss, valAccuracy } = row;
  const status = row.runStatus ?? (failure === null ? 'planned' : 'failed');
  const hasFigures = status !== 'failed' && valLoss !== null && valAccuracy !== null;
  return {
    number,
    settings,
    status,
    statusReason: row.runStatus === null ? failure : row.runReason,
    run,
    runName,
    bestEpoch,
    epochsDone,
    figures: hasFigures ? { valRocAuc, valLoss, valAccuracy } : null,
    seconds,
  };
}
