import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ImportProgress, ImportReport } from '../../shared/domain/dataset.ts';
import { defaultPatientPatterns, type PatientPattern } from '../../shared/domain/patient.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { type Database, isSqliteError } from '../db/client.ts';
import { type StoredDataset, findDataset, listClasses } from '../db/datasets.ts';
import { listKnownImages } from '../db/images.ts';
import { deleteUnfinishedImport, saveUnfinishedImport } from '../db/unfinished-imports.ts';
import type { Home } from '../home.ts';
import { lockDataset } from './dataset-lock.ts';
import { describeDataset } from './describe-dataset.ts';
import { checkDiskSpace, isDiskFull, toDiskFullError } from './disk-space.ts';
import { ImportLedger } from './import-ledger.ts';
import { importImageSize, openImportPixels } from './import-pixels.ts';
import { isThere } from './is-there.ts';
import { type LabelledImages, findLabelledImages } from './labelled-images.ts';
import type { WantedClasses } from './order-classes.ts';
import { readFoundImages } from './read-found-images.ts';
import { storeImport } from './store-import.ts';

/** Of the classes, null keeps the one the dataset has, or lets their names tell. */
export interface ImportRequest extends WantedClasses {
  /** See `findLabelledImages`. */
  readonly path: string;
  readonly name: string;
  readonly csv: string | null;
  /** Null takes those the dataset has, or the default ones. */
  readonly patientPatterns: readonly PatientPattern[] | null;
  /** Words in file names that tell the class. Null takes those the dataset has, or none. */
  readonly classWords: readonly string[] | null;
  /** Whether a dataset of this name may be found at another place than before. */
  readonly mayHaveMoved: boolean;
  /** The session that asks for it, whose end may cut it short. */
  readonly owner: string;
}

/** A dataset whose source is gone is found at another place where at least this share of its images is. */
const leastFoundShare = 0.5;

export interface ImportContext {
  readonly home: Home;
  readonly database: Database;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<ImportProgress, 'importId' | 'dataset'>) => void;
}

/**
 * Imports labelled images: every file is opened, checked and counted once, its pixels are kept at the size
 * the first preset needs, and the source is only read. Into a dataset that was imported from the same place
 * it adds what is new; from another place too where its own is gone and half of its images are there. All of it
 * is stored in the end in one step: when it fails or is cancelled, the library is as it was. Where it is
 * cancelled, the record that it was under way is the caller's to delete.
 * @throws AppError what `findLabelledImages` throws, and name-taken, dataset-busy, dataset-empty,
 *   dataset-one-class, input-invalid (the positive or the negative class), disk-full, import-cancelled
 */
export async function importDataset(context: ImportContext, request: ImportRequest): Promise<ImportReport> {
  const named = { ...request, name: request.name.normalize('NFC') };
  const lock = lockDataset(context.home, named.name);
  try {
    return await importRecorded(context, named);
  } catch (thrown) {
    throw context.signal.aborted ? toCancelledError(named.name, thrown) : thrown;
  } finally {
    lock.release();
  }
}

/** An application that is killed, or closed, in the middle of it leaves the record that it was under way. */
async function importRecorded(context: ImportContext, request: ImportRequest): Promise<ImportReport> {
  const { mayHaveMoved: _, owner, csv, patientPatterns, classWords, ...wanted } = request;
  const asked = {
    ...wanted,
    path: path.resolve(request.path),
    csv: csv === null ? null : path.resolve(csv),
    patientPatterns: patientPatterns === null ? null : [...patientPatterns],
    classWords: classWords === null ? null : [...classWords],
  };
  saveUnfinishedImport(context.database, { request: asked, owner });
  try {
    return await importLocked(context, request);
  } catch (thrown) {
    if (!context.signal.aborted) deleteUnfinishedImport(context.database, request.name);
    throw thrown;
  }
}

async function importLocked(context: ImportContext, request: ImportRequest): Promise<ImportReport> {
  const { home, database, signal, onProgress } = context;
  const startMs = performance.now();
  onProgress({ phase: 'searching', done: 0, total: 0, secondsLeft: null });
  const existing = findDataset(database, request.name);
  const patientPatterns = [
    ...(request.patientPatterns ?? existing?.patientPatterns ?? defaultPatientPatterns),
  ];
  const classWords = [...(request.classWords ?? existing?.classWords ?? [])];
  const found = await findLabelledImages(request.path, {
    csv: request.csv,
    patientPatterns,
    classWords,
    knownClasses:
      existing === null ? null : new Set(listClasses(database, existing.id).map(({ name }) => name)),
    signal,
    onFound: (done) => onProgress({ phase: 'searching', done, total: 0, secondsLeft: null }),
  });
  const isElsewhere = existing !== null && !request.mayHaveMoved && !isSameSource(existing, found);
  if (isElsewhere && (await isSourceThere(existing))) throw toTakenError(existing);

  const known = existing === null ? [] : listKnownImages(database, existing.id);
  const neededBytes = Math.max(0, found.images.length - known.length) * importImageSize ** 2;
  await checkDiskSpace(home.directory, neededBytes);
  const ledger = new ImportLedger(known, new Set(found.images.map((image) => image.path)), found.rejected);
  const pixels = await openImportPixels(context, request.name, existing?.id ?? null);
  try {
    await readFoundImages(found.images, { ledger, pixels, signal, onProgress });
    await checkStillThere(found.root);
    if (isElsewhere && ledger.unchanged < known.length * leastFoundShare) throw toTakenError(existing);
    signal.throwIfAborted();
    onProgress({ phase: 'storing', done: 0, total: ledger.added.length, secondsLeft: null });
    const plan = { ...request, existing, patientPatterns, classWords, found, known, ledger, pixels };
    const datasetId = await storeImport(database, plan);
    return toReport(database, datasetId, ledger, (performance.now() - startMs) / 1000);
  } catch (thrown) {
    await pixels.abandon();
    if (!isDiskFull(thrown) && !isSqliteError(thrown, 'SQLITE_FULL')) throw thrown;
    throw toDiskFullError(home.directory, neededBytes, null, thrown);
  }
}

function isSameSource(existing: StoredDataset, found: LabelledImages): boolean {
  return existing.sourcePath === found.root && existing.csvPath === found.csvPath;
}

async function isSourceThere({ sourcePath, csvPath }: StoredDataset): Promise<boolean> {
  return (await isThere(sourcePath)) && (csvPath === null || (await isThere(csvPath)));
}

function toTakenError(existing: StoredDataset): AppError {
  const source = existing.csvPath ?? existing.sourcePath;
  return new AppError(
    'name-taken',
    `The name "${existing.name}" is taken by a dataset imported from ${source}. Choose another name, or delete that dataset first.`,
    { name: existing.name, source },
  );
}

/** Files of a folder that went away in the middle were all found unreadable: that is no import. */
async function checkStillThere(root: string): Promise<void> {
  await access(root).catch((cause: unknown) => {
    throw new AppError(
      'path-not-found',
      `The folder ${root} went away during the import. Put its disk back and import again.`,
      { path: root },
      { cause },
    );
  });
}

function toReport(
  database: Database,
  datasetId: number,
  ledger: ImportLedger,
  seconds: number,
): ImportReport {
  const stored = findDataset(database, datasetId);
  if (stored === null) throw new Error('a dataset just imported is not there');
  const { name, patients, classes, splits, warnings } = describeDataset(database, stored);
  const { added, duplicates, unchanged, moved, missing, rejected } = ledger;
  return {
    dataset: name,
    datasetId,
    images: added.length + duplicates.length + unchanged,
    added: added.length,
    duplicates: duplicates.length,
    unchanged,
    moved: moved.length,
    missing,
    rejected: rejected.toSorted((first, second) => (first.path < second.path ? -1 : 1)),
    patients,
    classes,
    splits,
    warnings,
    seconds,
  };
}

function toCancelledError(name: string, cause: unknown): AppError {
  return new AppError(
    'import-cancelled',
    `The import of "${name}" was cancelled. The library is as it was.`,
    { dataset: name },
    { cause },
  );
}
