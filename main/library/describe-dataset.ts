import { existsSync } from 'node:fs';
import { setImmediate as giveWay } from 'node:timers/promises';
import type { Dataset } from '../../shared/domain/dataset.ts';
import type { Database } from '../db/client.ts';
import {
  countByClassAndSplit,
  countBySplit,
  countDataset,
  listPatientsAcross,
} from '../db/dataset-statistics.ts';
import { type StoredDataset, listClasses } from '../db/datasets.ts';
import { type DatasetFacts, listDatasetWarnings } from './dataset-warnings.ts';

/** What is counted of a dataset, which stands until its revision rises. */
interface DescribedImages {
  readonly revision: number;
  readonly described: Omit<Dataset, 'id' | 'name' | 'sourcePath' | 'createdAt' | 'warnings'>;
  readonly facts: Omit<DatasetFacts, 'sourcePath' | 'isSourceThere'>;
}

/** Counting many images takes a while and every list of datasets needs it: it's remembered, a connection. */
const remembered = new WeakMap<Database, Map<number, DescribedImages>>();

/** A stored dataset with what its images say: counts by class and split, and what a reader should know. */
export function describeDataset(database: Database, stored: StoredDataset): Dataset {
  const counting = recallImages(database, stored);
  for (let step = counting.next(); ; step = counting.next()) {
    if (step.done === true) return toDataset(stored, step.value);
  }
}

/** The same, with others answered between its queries. */
export async function describeDatasetInTurns(database: Database, stored: StoredDataset): Promise<Dataset> {
  const counting = recallImages(database, stored);
  for (let step = counting.next(); ; step = counting.next()) {
    if (step.done === true) return toDataset(stored, step.value);
    await giveWay();
  }
}

function toDataset(stored: StoredDataset, { described, facts }: DescribedImages): Dataset {
  const { sourcePath } = stored;
  return {
    id: stored.id,
    name: stored.name,
    sourcePath: stored.csvPath ?? sourcePath,
    createdAt: stored.createdAt,
    ...described,
    warnings: listDatasetWarnings({ ...facts, sourcePath, isSourceThere: existsSync(sourcePath) }),
  };
}

/** Gives what is remembered of a dataset's images, or counts them, query by query. */
function* recallImages(database: Database, stored: StoredDataset): Generator<undefined, DescribedImages> {
  const known = remembered.get(database) ?? new Map<number, DescribedImages>();
  remembered.set(database, known);
  const found = known.get(stored.id);
  if (found?.revision === stored.revision) return found;
  const images = yield* describeImages(database, stored);
  // within a transaction that may yet fail, what was counted isn't sure to stay
  if (!database.inTransaction) known.set(stored.id, images);
  return images;
}

function* describeImages(
  database: Database,
  { id, revision }: StoredDataset,
): Generator<undefined, DescribedImages> {
  const counts = countDataset(database, id);
  yield;
  const byClassAndSplit = countByClassAndSplit(database, id);
  const classes = listClasses(database, id);
  yield;
  const across = listPatientsAcross(database, id, 'given-split');
  const byClass = classes.map(({ name }): [string, number] => [
    name,
    byClassAndSplit.filter((count) => count.className === name).reduce((sum, { images }) => sum + images, 0),
  ]);
  const validation = byClassAndSplit.filter(({ givenSplit }) => givenSplit === 'val');
  return {
    revision,
    described: {
      images: counts.images,
      excluded: counts.excluded,
      patients: counts.patients,
      classes: Object.fromEntries(byClass),
      negativeClass: classes[0]?.name ?? '',
      positiveClass: classes.length === 2 ? (classes[1]?.name ?? null) : null,
      splits: countBySplit(byClassAndSplit),
      duplicates: counts.duplicates,
      rejected: counts.rejected,
    },
    facts: {
      counts,
      byClass: new Map(byClass),
      validation: new Map(validation.map(({ className, images }) => [className, images])),
      patientsAcrossSplits: new Set(across.map(({ patient }) => patient)).size,
    },
  };
}
