import path from 'node:path';
import { setImmediate as giveWay } from 'node:timers/promises';
import type { RejectedFile } from '../../shared/domain/dataset.ts';
import type { GivenSplit } from '../../shared/domain/image.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ClassReader } from './class-of-file.ts';
import type { FoundImage } from './found-image.ts';
import { toGivenSplit } from './given-split.ts';
import type { PatientReader } from './patient-of-file.ts';
import { joinPath, listFilesBelow, listFolder } from './walk-folder.ts';

/** Files whose patient and class are read before others are answered. */
const filesATurn = 2000;

/** A folder whose files, however deep, are of one class. */
interface ClassFolder {
  readonly path: string;
  readonly className: string;
  readonly givenSplit: GivenSplit | null;
}

interface Layout {
  readonly classFolders: ClassFolder[];
  readonly rejected: RejectedFile[];
}

export interface FindInFolderOptions {
  readonly readPatient: PatientReader;
  readonly readClass: ClassReader;
  readonly signal: AbortSignal | null;
}

/**
 * Finds the images of a folder of class folders, or of train, val and test folders (any of them, in any case
 * of letters) of class folders. A class is its folder's name, in Unicode's NFC.
 * @param root absolute
 * @throws AppError path-not-found, path-unreadable, dataset-empty, dataset-without-classes
 */
export async function findInFolder(
  root: string,
  { readPatient, readClass, signal }: FindInFolderOptions,
): Promise<{ images: FoundImage[]; rejected: RejectedFile[] }> {
  const { classFolders, rejected } = await findLayout(root);
  const images: FoundImage[] = [];
  for (const { path: folder, className, givenSplit } of classFolders) {
    const found = await listFilesBelow(root, folder, signal);
    rejected.push(...found.rejected);
    for (const [place, file] of found.files.entries()) {
      if (place % filesATurn === filesATurn - 1) await giveWay();
      const patient = readPatient(file);
      images.push({
        absolutePath: path.join(root, file),
        path: file,
        className: readClass(file, className),
        givenSplit,
        patient: patient.key,
        isPatientSettled: patient.isSettled,
        isExcluded: false,
        columns: null,
      });
    }
  }
  if (images.length === 0) throw toEmptyError(root, rejected);
  return { images, rejected };
}

async function findLayout(root: string): Promise<Layout> {
  const top = await listFolder(root);
  const rejected = [...top.rejected, ...top.files.map((name) => rejectLooseFile(name))];
  if (top.folders.length === 0) throw toNoClassesError(root, top.files.length);

  const divided: Layout = { classFolders: [], rejected: [...rejected] };
  for (const name of top.folders) {
    const givenSplit = toGivenSplit(name);
    if (givenSplit === null) divided.rejected.push(rejectFolderBeside(name));
    else await addSplitFolder(root, name, givenSplit, divided);
  }
  if (divided.classFolders.length > 0) return divided;
  if (top.folders.every((name) => toGivenSplit(name) !== null)) {
    throw toNoClassesError(root, divided.rejected.length);
  }
  const classFolders = top.folders.map((name) => toClassFolder(name, name, null));
  return { classFolders, rejected };
}

async function addSplitFolder(
  root: string,
  name: string,
  givenSplit: GivenSplit,
  layout: Layout,
): Promise<void> {
  const { folders, files, rejected } = await listFolder(path.join(root, name));
  layout.classFolders.push(
    ...folders.map((folder) => toClassFolder(joinPath(name, folder), folder, givenSplit)),
  );
  layout.rejected.push(...rejected.map((entry) => ({ ...entry, path: joinPath(name, entry.path) })));
  layout.rejected.push(...files.map((file) => rejectLooseFile(joinPath(name, file))));
}

function toClassFolder(folder: string, name: string, givenSplit: GivenSplit | null): ClassFolder {
  return { path: folder, className: name.normalize('NFC'), givenSplit };
}

function rejectLooseFile(file: string): RejectedFile {
  return {
    path: file,
    code: 'image-without-class',
    message: `${file} lies in no class folder, so it has no label. If it is an image, move it into its class's folder.`,
  };
}

function rejectFolderBeside(folder: string): RejectedFile {
  return {
    path: folder,
    code: 'folder-skipped',
    message: `${folder} lies beside train, val and test folders and is none of them, so it was not entered.`,
  };
}

function toNoClassesError(root: string, files: number): AppError {
  if (files === 0) return toEmptyError(root, []);
  return new AppError(
    'dataset-without-classes',
    `${root} has files but no class folders. Expected a folder for each class (for instance NORMAL and PNEUMONIA) with its images, or train, val and test folders of those, or a CSV file that names path and label.`,
    { path: root, files },
  );
}

function toEmptyError(root: string, rejected: readonly RejectedFile[]): AppError {
  const hint =
    rejected[0] === undefined
      ? ''
      : ` What is there was left out, the first for this reason: ${rejected[0].message}`;
  return new AppError(
    'dataset-empty',
    `${root} has no images. Expected a folder for each class with its images.${hint}`,
    { path: root },
  );
}
