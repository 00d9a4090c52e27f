import { setImmediate as giveWay } from 'node:timers/promises';
import { z } from 'zod';
import { type EditHistory, type ImageEdit, imageEditSchema } from '../../shared/domain/image-edit.ts';
import type { Database } from './client.ts';

/** What a reader wants changed of images. */
export type NewImageEdit =
  | { readonly field: 'class'; readonly className: string }
  | { readonly field: 'excluded'; readonly isExcluded: boolean };

/** Images changed at a time: some milliseconds' work, after which others have their turn. */
const imagesAStep = 1000;

/** Images by id: those after one, up to and with another. */
interface IdRange {
  readonly after: number;
  readonly last: number;
}

/**
 * Changes images of a dataset, some thousands a transaction, and keeps what they were. Images that are so already,
 * and ids that aren't the dataset's, are left alone; what was undone before can't be redone any more. Where it ends
 * early, what was changed by then stands as an edit of fewer images.
 * @param edit its class is one of the dataset's
 * @returns how many images are other than before
 */
export async function insertEdit(
  database: Database,
  datasetId: number,
  imageIds: readonly number[],
  edit: NewImageEdit,
): Promise<number> {
  const insert = database.prepare(
    `INSERT INTO image_changes (edit_id, image_id, dataset_id, field, old_value, new_value, changed_at)
     SELECT :editId, images.id, :datasetId, :field, ${presentValues[edit.field]} AS present, :newValue, :changedAt
     FROM json_each(:imageIds) AS wanted CROSS JOIN images ON images.id = wanted.value
       JOIN classes ON classes.id = class_id
     WHERE images.dataset_id = :datasetId AND present <> :newValue
     ON CONFLICT DO NOTHING`,
  );
  const newValue = edit.field === 'class' ? edit.className : edit.isExcluded ? 'yes' : 'no';
  const values = { datasetId, field: edit.field, newValue, changedAt: new Date().toISOString() };
  const ids = imageIds.toSorted((first, second) => first - second);
  let editId: number | null = null;
  let changed = 0;
  const changeStep = (step: readonly number[]): void => {
    const id = editId ?? readNextEdit(database);
    if (insert.run({ ...values, editId: id, imageIds: JSON.stringify(step) }).changes === 0) return;
    editId = id;
    const range = { after: (step[0] ?? 0) - 1, last: step.at(-1) ?? 0 };
    changed += applyEdit(database, datasetId, { id, field: edit.field }, 'new_value', range);
  };
  for (let from = 0; from < ids.length; from += imagesAStep) {
    database.transaction(changeStep).immediate(ids.slice(from, from + imagesAStep));
    await giveWay();
  }
  return changed;
}

/**
 * Takes the last edit back, or brings the last one taken back again, some thousands of images a transaction. Where it
 * ends early, the rest of the edit is still there to be undone.
 * @returns images changed; 0 for nothing to do
 */
export async function replayEdit(
  database: Database,
  datasetId: number,
  direction: 'undo' | 'redo',
): Promise<number> {
  const edit = readEditHistory(database, datasetId)[direction];
  if (edit === null) return 0;
  const findLast = database.prepare(
    `SELECT max(image_id) FROM (
       SELECT image_id FROM image_changes WHERE edit_id = ? AND image_id > ? ORDER BY image_id LIMIT ${imagesAStep})`,
  );
  const mark = database.prepare(
    `UPDATE image_changes SET undone_at = :undoneAt
     WHERE edit_id = :editId AND image_id > :after AND image_id <= :last`,
  );
  const undoneAt = direction === 'undo' ? new Date().toISOString() : null;
  const replayStep = (range: IdRange): number => {
    mark.run({ undoneAt, editId: edit.id, ...range });
    return applyEdit(database, datasetId, edit, direction === 'undo' ? 'old_value' : 'new_value', range);
  };
  let changed = 0;
  for (let after = 0; ;) {
    const last = z.number().nullable().parse(findLast.pluck().get(edit.id, after));
    if (last === null) return changed;
    changed += database.transaction(replayStep).immediate({ after, last });
    after = last;
    await giveWay();
  }
}

/**
 * What undo and redo would do: the newest edit that stands, and the oldest newer one that was undone since the last
 * edit was made. What was undone before that has been replaced.
 */
export function readEditHistory(database: Database, datasetId: number): EditHistory {
  const read = (condition: string): ImageEdit | null => {
    const row = database
      .prepare(
        `SELECT edit_id AS id, field, new_value AS newValue, count(*) AS images, changed_at AS changedAt
         FROM image_changes WHERE dataset_id = :datasetId AND edit_id = (
           SELECT ${condition}) GROUP BY edit_id`,
      )
      .get({ datasetId });
    return row === undefined ? null : imageEditSchema.parse(row);
  };
  const standing = 'FROM image_changes WHERE dataset_id = :datasetId AND undone_at IS NULL';
  return {
    undo: read(`max(edit_id) ${standing}`),
    redo: read(
      `min(edit_id) FROM image_changes WHERE dataset_id = :datasetId
         AND undone_at >= (SELECT max(changed_at) FROM image_changes WHERE dataset_id = :datasetId)
         AND edit_id > coalesce((SELECT max(edit_id) ${standing}), 0)`,
    ),
  };
}

/** Names of the classes that readers gave to images. */
export function listCorrectedClassNames(database: Database, datasetId: number): string[] {
  const rows = database
    .prepare(
      `SELECT DISTINCT classes.name FROM images JOIN classes ON classes.id = class_id
       WHERE images.dataset_id = ? AND given_class_id IS NOT NULL`,
    )
    .pluck()
    .all(datasetId);
  return z.array(z.string()).parse(rows);
}

const presentValues = { class: 'classes.name', excluded: `iif(is_excluded, 'yes', 'no')` } as const;

/**
 * Gives each image of a stretch of an edit its old or its new value. A class that a later import did away with can't
 * be given back: its images then stay as they are.
 */
function applyEdit(
  database: Database,
  datasetId: number,
  edit: Pick<ImageEdit, 'id' | 'field'>,
  column: 'old_value' | 'new_value',
  range: IdRange,
): number {
  const inStep = 'edit_id = :editId AND image_id > :after AND image_id <= :last';
  const sql =
    edit.field === 'class'
      ? `UPDATE images SET class_id = target,
           given_class_id = iif(target = coalesce(given_class_id, class_id), NULL, coalesce(given_class_id, class_id))
         FROM (SELECT image_id, classes.id AS target
               FROM image_changes JOIN classes ON classes.dataset_id = :datasetId AND classes.name = ${column}
               WHERE ${inStep}) AS wanted
         WHERE images.id = wanted.image_id AND class_id <> target`
      : `UPDATE images SET is_excluded = (target = 'yes')
         FROM (SELECT image_id, ${column} AS target FROM image_changes WHERE ${inStep}) AS wanted
         WHERE images.id = wanted.image_id`;
  const parameters = { editId: edit.id, ...range, ...(edit.field === 'class' ? { datasetId } : {}) };
  const { changes } = database.prepare(sql).run(parameters);
  database.prepare('UPDATE datasets SET revision = revision + 1 WHERE id = ?').run(datasetId);
  return changes;
}

function readNextEdit(database: Database): number {
  return z
    .number()
    .parse(database.prepare('SELECT coalesce(max(edit_id), 0) + 1 FROM image_changes').pluck().get());
}
