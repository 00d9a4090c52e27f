import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { MessageDetails } from '../../../shared/ipc/app-error.ts';
import type { ClassReader } from '../class-of-file.ts';
import type { FoundImage } from '../found-image.ts';
import { toGivenSplit } from '../given-split.ts';
import { toPatientKey } from '../patient-cell.ts';
import type { PatientReader } from '../patient-of-file.ts';
import type { LabelColumn } from './label-headings.ts';
import { type LabelRow, readCell, readFurtherCells } from './read-label-file.ts';

/** How rows are read. */
export interface RowReaders {
  readonly readPatient: PatientReader;
  readonly readClass: ClassReader;
  /** The classes there are, where the file may bring no other; null where it may. */
  readonly knownClasses: ReadonlySet<string> | null;
}

/** What is wrong with a row. */
export interface RowProblem {
  readonly problem: string;
  /** What it is said of; null for the row as a whole. */
  readonly column: LabelColumn | null;
  /** What `problem` tells, by names. */
  readonly details: MessageDetails;
}

/** A row that names an image, or what is wrong with it. */
export type RowOutcome = { readonly image: FoundImage } | RowProblem;

/**
 * The image that a row names. The file must be there, in the folder, also where it is a link; the label must be
 * one of the known classes; a split must be train, val or test, and `excluded` yes or no.
 * @param root the absolute folder that paths are relative to, its links resolved
 */
export async function readRowImage(root: string, row: LabelRow, readers: RowReaders): Promise<RowOutcome> {
  const surplus = row.cells.slice(row.headings.names.length);
  if (surplus.some((cell) => cell.trim() !== '')) {
    const problem = `has ${row.cells.length} cells where the first line names ${row.headings.names.length}. Put quotes around a cell that holds the mark between cells`;
    return {
      problem,
      column: null,
      details: { cells: row.cells.length, headings: row.headings.names.length },
    };
  }
  const said = readMeaning(row);
  if ('problem' in said) return said;
  const place = await findFile(root, row.cells[row.headings.places.get('path') ?? -1] ?? '');
  if ('problem' in place) return place;
  const { relative } = place;
  const { label, patient, givenSplit, isExcluded } = said;
  const className = readers.readClass(relative, label);
  const told =
    patient === '' ? readers.readPatient(relative) : { key: toPatientKey(patient), isSettled: true };
  if (readers.knownClasses?.has(className) === false) {
    const known = [...readers.knownClasses].join(', ');
    const problem = `"${className}" is no class of the dataset, which has ${known}. Mend it, or import under a new name`;
    return { problem, column: 'label', details: { unknown: className, known } };
  }
  return {
    image: {
      absolutePath: path.join(root, relative),
      path: relative,
      className,
      givenSplit,
      patient: told.key,
      isPatientSettled: told.isSettled,
      isExcluded,
      columns: readFurtherCells(row),
    },
  };
}

type Meaning = Pick<FoundImage, 'givenSplit' | 'isExcluded'> & {
  readonly label: string;
  readonly patient: string;
};

function readMeaning(row: LabelRow): Meaning | RowProblem {
  const label = readCell(row, 'label').normalize('NFC');
  if (label === '') {
    return { problem: 'is empty; every image needs a class', column: 'label', details: { isEmpty: true } };
  }
  const split = readCell(row, 'split');
  const givenSplit = split === '' ? null : toGivenSplit(split);
  if (givenSplit === null && split !== '') {
    const problem = `says "${split}"; expected train, val or test, or nothing`;
    return { problem, column: 'split', details: { split } };
  }
  const excluded = readCell(row, 'excluded');
  const isExcluded = exclusions.get(excluded.toLowerCase());
  if (isExcluded === undefined) {
    const problem = `says "${excluded}"; expected yes or no, or nothing`;
    return { problem, column: 'excluded', details: { excluded } };
  }
  return { label, patient: readCell(row, 'patient'), givenSplit, isExcluded };
}

const exclusions: ReadonlyMap<string, boolean> = new Map([
  ['', false],
  ['no', false],
  ['false', false],
  ['0', false],
  ['yes', true],
  ['true', true],
  ['1', true],
]);

/** The regular file a row names, with backslashes as a Windows program writes them if need be. */
async function findFile(root: string, cell: string): Promise<{ readonly relative: string } | RowProblem> {
  const said = cell.trim();
  const names = [...new Set([cell, said, said.replaceAll('\\', '/')])];
  const candidates = names.map((name) => path.resolve(root, name)).filter((file) => isWithin(root, file));
  if (candidates.length === 0) {
    return toPathProblem(`names ${said}, which lies outside ${root}`, { outside: said });
  }
  for (const absolute of candidates) {
    const found = await stat(absolute).catch(() => null);
    if (found?.isFile() !== true) continue;
    if (!isWithin(root, await realpath(absolute))) {
      const problem = `names ${said}, a link that leads outside ${root}. Put the file itself there`;
      return toPathProblem(problem, { link: said });
    }
    return { relative: path.relative(root, absolute).replaceAll(path.sep, '/') };
  }
  return toPathProblem(`names ${said || 'nothing'}, and there is no such file in ${root}`, { missing: said });
}

function toPathProblem(problem: string, details: MessageDetails): RowProblem {
  return { problem, column: 'path', details };
}

function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
