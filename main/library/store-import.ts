import type { PatientPattern } from '../../shared/domain/patient.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Database } from '../db/client.ts';
import {
  type StoredDataset,
  dropUnusedGroups,
  insertDataset,
  listClasses,
  saveClasses,
  updateDataset,
} from '../db/datasets.ts';
import { listCorrectedClassNames } from '../db/image-changes.ts';
import { type KnownImage, insertImages, moveImages, savePatients } from '../db/images.ts';
import { replaceLeftOutFiles } from '../db/left-out-files.ts';
import { savePixelCache } from '../db/pixel-caches.ts';
import { deleteUnfinishedImport } from '../db/unfinished-imports.ts';
import type { LabelledImages } from './found-image.ts';
import type { ImportLedger } from './import-ledger.ts';
import { type ImportPixels, importImageSize } from './import-pixels.ts';
import { orderClasses, type WantedClasses } from './order-classes.ts';

/** Everything an import has found out. */
export interface ImportPlan extends WantedClasses {
  readonly name: string;
  readonly patientPatterns: PatientPattern[];
  readonly classWords: string[];
  /** The dataset as it was; null for a new one. */
  readonly existing: StoredDataset | null;
  readonly known: readonly KnownImage[];
  readonly found: Pick<LabelledImages, 'root' | 'csvPath'>;
  readonly ledger: ImportLedger;
  readonly pixels: ImportPixels;
}

/**
 * Stores what an import has found out, in one transaction, whose last step puts the pixels in place.
 * @returns the dataset's id
 * @throws AppError dataset-empty, dataset-one-class, input-invalid (the positive or the negative class)
 */
export async function storeImport(database: Database, plan: ImportPlan): Promise<number> {
  const classNames = listClassNames(database, plan);
  const isWanted = plan.positiveClass !== null || plan.negativeClass !== null;
  const kept = {
    positiveClass: null,
    negativeClass: findStoredNegative(database, plan.existing, classNames),
  };
  const names = orderClasses(classNames, isWanted ? plan : kept);
  const records = await plan.pixels.finish();
  return database
    .transaction(() => {
      const datasetId = saveDataset(database, plan);
      saveImages(database, datasetId, plan, saveClasses(database, datasetId, names));
      dropUnusedGroups(database, datasetId);
      if (records !== null) savePixelCache(database, datasetId, { imageSize: importImageSize, records });
      deleteUnfinishedImport(database, plan.name);
      plan.pixels.place(datasetId);
      return datasetId;
    })
    .immediate();
}

/** The classes that images will be of, by their sources or by readers' corrections. */
function listClassNames(database: Database, { existing, known, ledger }: ImportPlan): Set<string> {
  const moved = new Map(ledger.moved.map(({ id, place }) => [id, place.className]));
  const names = new Set([
    ...known.map(({ id, className }) => moved.get(id) ?? className),
    ...ledger.added.map(({ className }) => className),
    ...(existing === null ? [] : listCorrectedClassNames(database, existing.id)),
  ]);
  if (names.size >= 2) return names;
  const [rejected] = ledger.rejected;
  const hint =
    rejected === undefined
      ? ''
      : ` ${ledger.rejected.length.toLocaleString('en-US')} were left out, the first for this reason: ${rejected.message}`;
  if (names.size === 0) {
    throw new AppError('dataset-empty', `Not one of the files found can be used.${hint}`, {
      rejected: ledger.rejected.length,
    });
  }
  const [only = ''] = names;
  throw new AppError(
    'dataset-one-class',
    `All images are of one class, ${only}; telling classes apart takes at least two. If its folders are the classes, import that folder.${hint}`,
    { class: only },
  );
}

/** The negative class a dataset has, where it still is one and no class is new, which might be the better one. */
function findStoredNegative(
  database: Database,
  existing: StoredDataset | null,
  names: ReadonlySet<string>,
): string | null {
  if (existing === null) return null;
  const stored = listClasses(database, existing.id).map(({ name }) => name);
  const [negative] = stored;
  const isNew = [...names].some((name) => !stored.includes(name));
  return negative !== undefined && names.has(negative) && !isNew ? negative : null;
}

function saveDataset(
  database: Database,
  { name, existing, found, patientPatterns, classWords }: ImportPlan,
): number {
  const source = { sourcePath: found.root, csvPath: found.csvPath, patientPatterns, classWords };
  if (existing === null) return insertDataset(database, { name, ...source });
  updateDataset(database, existing.id, source);
  return existing.id;
}

function saveImages(
  database: Database,
  datasetId: number,
  { known, ledger }: ImportPlan,
  classIds: ReadonlyMap<string, number>,
): void {
  const patients = [...ledger.added, ...ledger.moved.map(({ place }) => place)].map(({ patient }) => patient);
  const groups = { classIds, patientIds: savePatients(database, datasetId, new Set(patients)) };
  moveImages(database, ledger.moved, groups);
  const ids = insertImages(database, datasetId, ledger.added, groups);
  for (const { contentHash, id } of known) ids.set(contentHash, id);
  const duplicates = ledger.duplicates.map(({ contentHash, place }) => {
    const imageId = ids.get(contentHash);
    if (imageId === undefined) throw new Error('a duplicate of no image');
    return { ...place, imageId };
  });
  replaceLeftOutFiles(database, datasetId, { duplicates, rejected: ledger.rejected });
}
