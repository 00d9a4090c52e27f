import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PatientPattern } from '../../shared/domain/patient.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { compileClassWords } from './class-of-file.ts';
import { findInCsv } from './find-in-csv.ts';
import { findInFolder } from './find-in-folder.ts';
import type { LabelledImages } from './found-image.ts';
import { compilePatientPatterns } from './patient-of-file.ts';

export type { FoundImage, LabelledImages } from './found-image.ts';

export interface FindLabelledImagesOptions {
  /** A CSV file that says which files of the folder are meant and what they are. */
  readonly csv?: string | null;
  readonly patientPatterns: readonly PatientPattern[];
  /** Words in file names that tell the class; see `compileClassWords`. None where left out. */
  readonly classWords?: readonly string[];
  /** The classes that a CSV file may name, where they are settled. */
  readonly knownClasses?: ReadonlySet<string> | null;
  readonly signal?: AbortSignal;
  /** Called with the number of rows of a CSV file read so far. */
  readonly onFound?: (rows: number) => void;
}

/**
 * Finds the labelled images that a path stands for, without opening them, in an order that is the same each
 * time: folder by folder in order of names, or row by row of a CSV file.
 * @param location a folder of class folders; of train, val and test folders of them; or a CSV file with
 *   columns path, label and, if wanted, patient, split, excluded and others, whose paths are relative to its own folder. With
 *   `csv` the folder that the CSV file's paths are relative to.
 * @throws AppError path-not-found, path-unreadable, dataset-empty, dataset-without-classes, csv-invalid,
 *   pattern-invalid
 */
export async function findLabelledImages(
  location: string,
  {
    csv = null,
    patientPatterns,
    classWords = [],
    knownClasses = null,
    signal,
    onFound = () => {},
  }: FindLabelledImagesOptions,
): Promise<LabelledImages> {
  const readers = {
    readPatient: compilePatientPatterns(patientPatterns),
    readClass: compileClassWords(classWords),
    signal: signal ?? null,
  };
  const place = await resolvePlace(location);
  if (csv !== null || place.isFile) {
    const csvPath = csv === null ? place.path : (await resolvePlace(csv)).path;
    const root = place.isFile ? path.dirname(place.path) : place.path;
    return { root, csvPath, ...(await findInCsv(root, csvPath, { ...readers, knownClasses, onFound })) };
  }
  return {
    root: place.path,
    csvPath: null,
    ...(await findInFolder(place.path, readers)),
  };
}

/** A path with its links resolved, so that one folder has one name. */
async function resolvePlace(location: string): Promise<{ path: string; isFile: boolean }> {
  const absolute = path.resolve(location);
  try {
    const resolved = await realpath(absolute);
    return { path: resolved, isFile: (await stat(resolved)).isFile() };
  } catch (cause) {
    const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new AppError(
      isMissing ? 'path-not-found' : 'path-unreadable',
      isMissing
        ? `There is nothing at ${absolute}. Check the name and that its disk is there.`
        : `${absolute} cannot be opened. Mend its permissions, or choose another folder.`,
      { path: absolute },
      { cause },
    );
  }
}
