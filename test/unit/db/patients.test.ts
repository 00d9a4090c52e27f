import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteDataset } from '../../../main/db/datasets.ts';
import { listPatients } from '../../../main/db/patients.ts';
import { listPredictions, updatePredictionPatient } from '../../../main/db/predictions.ts';
import { deleteRun } from '../../../main/db/runs.ts';
import { fillLibrary } from '../../bench/fill-library.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

let library: TestLibrary;

// Images 0 to 5 of patients 0 to 2; two runs that judge films 0 to 3 and 4 to 7, of patients 0 to 3.
beforeEach(() => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'library-'));
  fillLibrary(directory, { images: 6, runs: 2, predictionsARun: 4, predictedFilms: 8 });
  library = openLibrary(directory);
});
afterEach(() => library.close());

/** Every patient found, as `key images predictions`. */
function list(search = ''): string[] {
  const { patients, total } = listPatients(library.database, { search, offset: 0, limit: 10 });
  expect(total).toBe(patients.length);
  return patients.map(({ patient, images, predictions }) => `${patient} ${images} ${predictions}`);
}

describe('listPatients', () => {
  it('lists patients of images and of predictions, each once, with what there is of them', () => {
    expect(list()).toEqual(['person 0 2 2', 'person 1 2 2', 'person 2 2 2', 'person 3 0 2']);
    expect(list('n 3')).toEqual(['person 3 0 2']);
    expect(list('%')).toEqual([]);
  });

  it('gives a page, and how many there are in all', () => {
    const page = listPatients(library.database, { search: '', offset: 3, limit: 1 });
    expect(page).toEqual({ patients: [{ patient: 'person 3', images: 0, predictions: 2 }], total: 4 });
    expect(listPatients(library.database, { search: '', offset: 4, limit: 1 })).toEqual({
      patients: [],
      total: 4,
    });
  });

  it('follows predictions that are given another patient, or none', () => {
    const [last, previous] = listPredictions(library.database, { runId: 2, before: null, limit: 2 });
    updatePredictionPatient(library.database, last?.prediction ?? 0, 'An');
    expect(list()).toEqual(['An 0 1', 'person 0 2 2', 'person 1 2 2', 'person 2 2 2', 'person 3 0 1']);
    updatePredictionPatient(library.database, previous?.prediction ?? 0, null);
    expect(list()).toEqual(['An 0 1', 'person 0 2 2', 'person 1 2 2', 'person 2 2 2']);
  });

  it('forgets those of runs and datasets that are deleted', () => {
    deleteRun(library.database, 2);
    expect(list()).toEqual(['person 0 2 2', 'person 1 2 2', 'person 2 2 0']);
    deleteRun(library.database, 1);
    library.database.exec('DELETE FROM splits');
    deleteDataset(library.database, 1);
    expect(list()).toEqual([]);
  });
});
