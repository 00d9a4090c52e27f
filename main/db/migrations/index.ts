import { createLibrary } from './0010-create-library.ts';
import { createRuns } from './0020-create-runs.ts';
import { createImageChanges } from './0030-create-image-changes.ts';
import { createSettings } from './0070-create-settings.ts';
import { createReviews } from './0060-create-reviews.ts';
import { annotateRuns } from './0050-annotate-runs.ts';
import { addRunNetworks } from './0075-add-run-networks.ts';
import { allowManyClasses } from './0080-allow-many-classes.ts';
import { indexForMany } from './0085-index-for-many.ts';
import { createStudies } from './0090-create-studies.ts';
import { addEvaluationKinds } from './0100-add-evaluation-kinds.ts';
import { keepColumnsAndRecords } from './0110-keep-columns-and-records.ts';
import { createEnsembles } from './0120-create-ensembles.ts';
import { shipModels } from './0130-ship-models.ts';
import { keepBatches } from './0140-keep-batches.ts';
import { keepQueue } from './0145-keep-queue.ts';
import { datePredictions } from './0146-date-predictions.ts';
import { keepPatientChanges } from './0147-keep-patient-changes.ts';
import type { Migration } from './migration.ts';

/** Every migration, in ascending order of version. */
export const migrations: readonly Migration[] = [
  createLibrary,
  createRuns,
  createImageChanges,
  annotateRuns,
  createReviews,
  createSettings,
  addRunNetworks,
  allowManyClasses,
  indexForMany,
  createStudies,
  addEvaluationKinds,
  keepColumnsAndRecords,
  createEnsembles,
  shipModels,
  keepBatches,
  keepQueue,
  datePredictions,
  keepPatientChanges,
];
