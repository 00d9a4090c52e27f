import { setImmediate as giveWay } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from './client.ts';

/** Rows brought over at a time: some milliseconds' work. */
const rowsAStep = 4000;

const stateSchema = z.strictObject({
  evaluation: z.number().nullable(),
  prediction: z.number().nullable(),
  images: z.number(),
});

interface Gathering {
  /** What there was to gather, in short: another text means that it's stale. */
  readonly state: string;
  readonly done: Promise<void>;
}

/** Which datasets' images were gathered for which run, a connection. */
const gatherings = new WeakMap<Database, Map<string, Gathering>>();

/**
 * Brings a run's latest word on each image of a dataset together in the temporary table judged_images,
 * found by content from its evaluations and predictions. Kept until there are new ones; a first call takes a
 * while with many, in steps between which others have their turn.
 */
export async function gatherJudgedImages(
  database: Database,
  runId: number,
  datasetId: number,
): Promise<void> {
  const known = gatherings.get(database) ?? createTable(database);
  const key = `${runId} ${datasetId}`;
  const state = readJudgedState(database, runId, datasetId);
  const found = known.get(key);
  if (found?.state === state) {
    await found.done;
    return;
  }
  const done = (found?.done ?? Promise.resolve())
    .catch(() => {})
    .then(() => gather(database, runId, datasetId));
  known.set(key, { state, done });
  done.catch(() => known.delete(key));
  await done;
}

function createTable(database: Database): Map<string, Gathering> {
  database.exec(`
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE IF NOT EXISTS judged_images (
      run_id INTEGER NOT NULL,
      image_id INTEGER NOT NULL,
      probability REAL NOT NULL,
      finding INTEGER NOT NULL,
      judged_at TEXT NOT NULL,
      PRIMARY KEY (run_id, image_id)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS temp.judged_images_by_probability ON judged_images (run_id, probability, image_id);
  `);
  const known = new Map<string, Gathering>();
  gatherings.set(database, known);
  return known;
}

/** What a run has judged so far, in short: another text means that there is more. */
export function readJudgedState(database: Database, runId: number, datasetId: number): string {
  const row = database
    .prepare(
      `SELECT (SELECT max(id) FROM evaluations WHERE run_id = :runId) AS evaluation,
         (SELECT max(id) FROM predictions WHERE run_id = :runId) AS prediction,
         (SELECT count(*) FROM images WHERE dataset_id = :datasetId) AS images`,
    )
    .get({ runId, datasetId });
  return JSON.stringify(stateSchema.parse(row));
}

async function gather(database: Database, runId: number, datasetId: number): Promise<void> {
  const evaluations = database
    .prepare('SELECT id, created_at AS judgedAt FROM evaluations WHERE run_id = ? ORDER BY id')
    .all(runId);
  const upsert = `ON CONFLICT DO UPDATE SET probability = excluded.probability, finding = excluded.finding, judged_at = excluded.judged_at
    WHERE excluded.judged_at >= judged_images.judged_at`;
  const addEvaluated = database.prepare(
    `INSERT INTO judged_images SELECT :runId, images.id, probability, finding, :judgedAt
     FROM evaluation_images JOIN images
       ON images.dataset_id = :datasetId AND images.content_hash = evaluation_images.content_hash
     WHERE evaluation_id = :id AND position >= :from AND position < :from + ${rowsAStep} ${upsert}`,
  );
  const evaluationSchema = z.strictObject({ id: z.number(), judgedAt: z.string() });
  for (const { id, judgedAt } of z.array(evaluationSchema).parse(evaluations)) {
    const last = readNumber(
      database,
      'SELECT max(position) FROM evaluation_images WHERE evaluation_id = ?',
      id,
    );
    for (let from = 0; from <= last; from += rowsAStep) {
      addEvaluated.run({ runId, datasetId, id, judgedAt, from });
      await giveWay();
    }
  }
  const addPredicted = database.prepare(
    `INSERT INTO judged_images SELECT :runId, images.id, probability, finding, created_at
     FROM (SELECT * FROM predictions WHERE run_id = :runId AND id > :after ORDER BY id LIMIT ${rowsAStep}) AS latest
       JOIN images ON images.dataset_id = :datasetId AND images.content_hash = latest.content_hash
     WHERE true ${upsert}`,
  );
  const findLast = `SELECT max(id) FROM (SELECT id FROM predictions WHERE run_id = ? AND id > ? ORDER BY id LIMIT ${rowsAStep})`;
  for (let after = -1; after < Infinity;) {
    const last = readNumber(database, findLast, runId, after);
    if (last === -1) break;
    addPredicted.run({ runId, datasetId, after });
    after = last;
    await giveWay();
  }
}

/** The number that a statement gives; -1 for null. */
function readNumber(database: Database, sql: string, ...values: readonly number[]): number {
  return (
    z
      .number()
      .nullable()
      .parse(
        database
          .prepare(sql)
          .pluck()
          .get(...values),
      ) ?? -1
  );
}
