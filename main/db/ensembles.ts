import { z } from 'zod';
import { ensembleMemberSchema, type EnsembleMember } from '../../shared/domain/run.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { Database } from './client.ts';
import { toStored } from './stored-message.ts';
import type { Stretch } from './stretch.ts';

export interface NewEnsemble {
  /** Free, and in NFC. */
  readonly name: string;
  /** Ids of runs, in their order; the first one lends its dataset, its split, its preset and its settings. */
  readonly members: readonly [number, ...number[]];
  /** The operating point; null where there were no images to choose one on. */
  readonly threshold: number | null;
  /** What the operating point was chosen on, or why it was not. */
  readonly reason: Message;
  readonly owner: string;
}

/** Stores an ensemble, which needs no training; returns its id. */
export function insertEnsemble(database: Database, ensemble: NewEnsemble): number {
  const { name, members, threshold, reason, owner } = ensemble;
  const [first] = members;
  return database.transaction(() => {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO runs (kind, name, dataset_id, split_id, preset, settings, classes, status, status_reason,
           owner, threshold, created_at, ended_at)
         SELECT 'ensemble', @name, dataset_id, split_id, preset, settings, classes, 'completed', @reason,
           @owner, @threshold, @now, @now
         FROM runs WHERE id = @first`,
      )
      .run({ name, reason: toStored(reason), owner, threshold, first, now: new Date().toISOString() });
    const insertMember = database.prepare(
      'INSERT INTO ensemble_members (ensemble_id, position, member_id) VALUES (?, ?, ?)',
    );
    members.forEach((member, position) => insertMember.run(lastInsertRowid, position, member));
    return Number(lastInsertRowid);
  })();
}

/** An ensemble's members, in their order; none of a run that is no ensemble. */
export function listMembers(database: Database, ensembleId: number): EnsembleMember[] {
  return listMembersOfAll(database, ensembleId).get(ensembleId) ?? [];
}

const memberRowSchema = ensembleMemberSchema.extend({ ensemble: z.number() });

/** Every ensemble's members by its id, in their order, or one ensemble's alone: one query, however many there are. */
export function listMembersOfAll(
  database: Database,
  ensembleId: number | null = null,
): Map<number, EnsembleMember[]> {
  const rows = database
    .prepare(
      `SELECT ensemble_id AS ensemble, member_id AS run, name
       FROM ensemble_members JOIN runs ON runs.id = member_id
       WHERE @ensembleId IS NULL OR ensemble_id = @ensembleId ORDER BY ensemble_id, position`,
    )
    .all({ ensembleId });
  const parsed = z.array(memberRowSchema).parse(rows);
  const groups = Map.groupBy(parsed, ({ ensemble }) => ensemble);
  return new Map(
    [...groups].map(([ensemble, members]) => [ensemble, members.map(({ run, name }) => ({ run, name }))]),
  );
}

/** Names of the ensembles that ask a run, the oldest first. */
export function listEnsemblesOf(database: Database, memberId: number): string[] {
  const names = database
    .prepare(
      `SELECT name FROM ensemble_members JOIN runs ON runs.id = ensemble_id WHERE member_id = ? ORDER BY runs.id`,
    )
    .pluck()
    .all(memberId);
  return z.array(z.string()).parse(names);
}

const heldOutImageSchema = z.strictObject({
  image: z.number(),
  record: z.number(),
  label: z.number(),
  patient: z.number(),
});
export type HeldOutImage = z.infer<typeof heldOutImageSchema>;

/** The validation images of a split, in their order. */
export function listHeldOutImages(
  database: Database,
  splitId: number,
  { from, limit }: Stretch,
): HeldOutImage[] {
  const rows = database
    .prepare(
      `SELECT image_id AS image, record, class_index AS label, patient_id AS patient
       FROM split_images JOIN images ON images.id = image_id
       WHERE split_id = ? AND part = 'val' AND position >= ? ORDER BY position LIMIT ?`,
    )
    .all(splitId, from, limit);
  return z.array(heldOutImageSchema).parse(rows);
}
