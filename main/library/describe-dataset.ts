import { existsSync } from 'node:fs';
import type { Dataset } from '../../shared/domain/dataset.ts';
import type { Database } from '../db/client.ts';
import {
  countByClassAndSplit,
  countBySplit,
  countDataset,
  listPatientsAcross,
} from '../db/dataset-statistics.ts';
import { type StoredDataset, listClasses } from '../db/datasets.ts';
import { listDatasetWarnings } from './dataset-warnings.ts';

/** A stored dataset with what its images say: counts by class and split, and what a reader should know. */
export function describeDataset(database: Database, stored: StoredDataset): Dataset {
  const counts = countDataset(database, stored.id);
  const byClassAndSplit = countByClassAndSplit(database, stored.id);
  const classes = listClasses(database, stored.id);
  const across = listPatientsAcross(database, stored.id, 'given-split');
  const byClass = classes.map(({ name }): [string, number] => [
    name,
    byClassAndSplit.filter((count) => count.className === name).reduce((sum, { images }) => sum + images, 0),
  ]);
  return {
    id: stored.id,
    name: stored.name,
    sourcePath: stored.csvPath ?? stored.sourcePath,
    createdAt: stored.createdAt,
    images: counts.images,
    patients: counts.patients,
    classes: Object.fromEntries(byClass),
    positiveClass: classes.find(({ isPositive }) => isPositive)?.name ?? null,
    splits: countBySplit(byClassAndSplit),
    duplicates: counts.duplicates,
    rejected: counts.rejected,
    warnings: listDatasetWarnings({
      counts,
      byClass: new Map(byClass),
      validation: new Map(
        byClassAndSplit
          .filter(({ givenSplit }) => givenSplit === 'val')
          .map(({ className, images }) => [className, images]),
      ),
      patientsAcrossSplits: new Set(across.map(({ patient }) => patient)).size,
      sourcePath: stored.sourcePath,
      isSourceThere: existsSync(stored.sourcePath),
    }),
  };
}
