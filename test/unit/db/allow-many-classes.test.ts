import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../main/db/client.ts';
import { listClasses } from '../../../main/db/datasets.ts';
import { migrate } from '../../../main/db/migrate.ts';
import { migrations } from '../../../main/db/migrations/index.ts';

/** A library of before more than two classes could be trained on, as migration 80 finds it. */

let database: Database;
beforeEach(() => {
  database = new BetterSqlite3(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 80),
  );
  database.exec(`
    INSERT INTO datasets (id, name, source_path, patient_patterns, created_at)
      VALUES (1, 'two', '/two', '[]', ''), (2, 'three', '/three', '[]', '');
    INSERT INTO classes (id, dataset_id, name, position, is_positive) VALUES
      (1, 1, 'PNEUMONIA', 0, 0), (2, 1, 'NORMAL', 1, 1),
      (3, 2, 'BACTERIA', 0, 0), (4, 2, 'No-Finding', 1, 0), (5, 2, 'VIRUS', 2, 0);
    INSERT INTO patients (id, dataset_id, key) VALUES (1, 1, 'p');
    INSERT INTO images (id, dataset_id, record, path, class_id, patient_id, width, height, size_bytes, content_hash)
      VALUES (1, 1, 0, 'a.png', 1, 1, 64, 64, 9, '${'a'.repeat(64)}'),
        (2, 1, 1, 'b.png', 2, 1, 64, 64, 9, '${'b'.repeat(64)}');
    INSERT INTO splits (id, dataset_id, seed, options, notes, digest, created_at)
      VALUES (1, 1, 1, '{}', '[]', '${'0'.repeat(64)}', '');
    INSERT INTO split_images (split_id, image_id, part, position, is_positive)
      VALUES (1, 1, 'train', 0, 0), (1, 2, 'train', 1, 1);
    INSERT INTO runs (id, name, dataset_id, split_id, preset, settings, negative_class, positive_class, status, owner, created_at)
      VALUES (1, 'r', 1, 1, 'cnn5', '{}', 'PNEUMONIA', 'NORMAL', 'completed', 'o', '');
    INSERT INTO evaluations (id, run_id, source_path, patients, seen_in_training, metrics, rejected, warnings, created_at)
      VALUES (1, 1, '/e', 1, 0, '{"accuracy":0.5,"report":{"PNEUMONIA":{"f1":0.1},"NORMAL":{"f1":0.3},"macro":{"f1":0.2},"weighted":{"f1":0.25}}}', '[]', '[]', '');
    INSERT INTO evaluation_images (evaluation_id, position, path, content_hash, class_name, patient, probability)
      VALUES (1, 0, 'a.png', '', 'NORMAL', 'p', 0.75);
    INSERT INTO predictions (run_id, path, content_hash, label, probability, threshold, created_at)
      VALUES (1, 'a.png', '', 'NORMAL', 0.75, 0.5, '');`);
  migrate(database);
});
afterEach(() => database.close());

describe('a library of two classes', () => {
  it('keeps the order that a user chose, and of three puts the one named negative first', () => {
    expect(listClasses(database, 1).map(({ name }) => name)).toEqual(['PNEUMONIA', 'NORMAL']);
    expect(listClasses(database, 2).map(({ name }) => name)).toEqual(['No-Finding', 'BACTERIA', 'VIRUS']);
  });

  it('keeps what its runs told apart, and the labels that they were trained on', () => {
    expect(database.prepare('SELECT classes FROM runs').pluck().get()).toBe('["PNEUMONIA","NORMAL"]');
    const labels = database.prepare('SELECT class_index FROM split_images ORDER BY position').pluck().all();
    expect(labels).toEqual([0, 1]);
  });

  it('keeps its probabilities, of the only finding, and the averages of its reports', () => {
    for (const table of ['evaluation_images', 'predictions']) {
      const row = database.prepare(`SELECT probability, probabilities, finding FROM ${table}`).get();
      expect(row).toEqual({ probability: 0.75, probabilities: null, finding: 1 });
    }
    const metrics: unknown = JSON.parse(
      String(database.prepare('SELECT metrics FROM evaluations').pluck().get()),
    );
    expect(metrics).toEqual({
      accuracy: 0.5,
      report: { PNEUMONIA: { f1: 0.1 }, NORMAL: { f1: 0.3 } },
      averages: { macro: { f1: 0.2 }, weighted: { f1: 0.25 } },
    });
  });
});
