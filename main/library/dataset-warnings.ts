import type { DatasetWarning } from '../../shared/domain/dataset.ts';
import type { DatasetCounts } from '../db/dataset-statistics.ts';
import { fewestValidationImages } from './set-aside-folders.ts';
import { toClassCounts, toCount } from './count-words.ts';

/** How many times the smallest class the largest may be before it is worth a word. */
export const mostImbalance = 1.5;

/** What warnings are drawn from. */
export interface DatasetFacts {
  readonly counts: DatasetCounts;
  /** Images a class. */
  readonly byClass: ReadonlyMap<string, number>;
  /** Images a class of the given validation folder; empty where there is none. */
  readonly validation: ReadonlyMap<string, number>;
  readonly patientsAcrossSplits: number;
  readonly sourcePath: string;
  readonly isSourceThere: boolean;
}

/** What a careful reader would want to know about a dataset before training on it. */
export function listDatasetWarnings(facts: DatasetFacts): DatasetWarning[] {
  return [
    warnOfValidationFolder(facts),
    warnOfImbalance(facts.byClass),
    warnOfLabelConflicts(facts.counts),
    warnOfPatientsAcrossSplits(facts),
    warnOfUnknownPatients(facts.counts),
    warnOfMissingSource(facts),
  ].filter((warning) => warning !== null);
}

/** How many times the smallest class the largest is, an empty class taken for one image; 1 for fewer than two. */
export function toImbalance(byClass: ReadonlyMap<string, number>): number {
  const counts = [...byClass.values()];
  return counts.length < 2 ? 1 : Math.max(...counts) / Math.max(1, Math.min(...counts));
}

/** How the classes differ in size, and what to make of it. */
export function describeImbalance(
  byClass: ReadonlyMap<string, number>,
): Pick<DatasetWarning, 'message' | 'details'> {
  const times = toImbalance(byClass).toFixed(1);
  const [[smallest] = [''], ...larger] = [...byClass].sort(([, first], [, second]) => first - second);
  return {
    message: `The largest class has ${times} times the images of the smallest (${toClassCounts(byClass)}). Judge a model by sensitivity and specificity, not by accuracy alone.`,
    details: { times: Number(times), smallest, largest: larger.at(-1)?.[0] ?? smallest },
  };
}

function warnOfValidationFolder({ byClass, validation }: DatasetFacts): DatasetWarning | null {
  if (validation.size === 0) return null;
  const counts = new Map([...byClass.keys()].map((name) => [name, validation.get(name) ?? 0]));
  const smallest = Math.min(...counts.values());
  if (smallest >= fewestValidationImages) return null;
  return {
    code: 'validation-folder-too-small',
    message: `The validation folder is too small to choose a model by (${toClassCounts(counts)}; at least ${fewestValidationImages} of each class are needed). Unless asked to use it, training divides its images with the others.`,
    details: { smallest, needed: fewestValidationImages },
  };
}

function warnOfImbalance(byClass: ReadonlyMap<string, number>): DatasetWarning | null {
  if (toImbalance(byClass) <= mostImbalance) return null;
  return { code: 'classes-imbalanced', ...describeImbalance(byClass) };
}

function warnOfLabelConflicts({ labelConflicts }: DatasetCounts): DatasetWarning | null {
  if (labelConflicts === 0) return null;
  return {
    code: 'label-conflict',
    message: `${toCount(labelConflicts, 'image lies', 'images lie')} in two classes at once, as files of the same content; the first file's class counts. The audit lists them.`,
    details: { images: labelConflicts },
  };
}

function warnOfPatientsAcrossSplits({ patientsAcrossSplits }: DatasetFacts): DatasetWarning | null {
  if (patientsAcrossSplits === 0) return null;
  return {
    code: 'patient-in-two-splits',
    message: `${toCount(patientsAcrossSplits, 'patient stands', 'patients stand')} in more than one of the folders train, val and test. Training leaves out what would let it see a patient it is judged on.`,
    details: { patients: patientsAcrossSplits },
  };
}

function warnOfUnknownPatients({ withoutPatient, images }: DatasetCounts): DatasetWarning | null {
  if (withoutPatient === 0) return null;
  return {
    code: 'patient-unknown',
    message: `Of ${toCount(images, 'image', 'images')}, ${withoutPatient.toLocaleString('en-US')} ${withoutPatient === 1 ? 'names' : 'name'} no patient that the patterns know, so each counts as a patient of its own. If one person has several of them, give a pattern, or a patient column in a CSV file.`,
    details: { images, unknown: withoutPatient },
  };
}

function warnOfMissingSource({ sourcePath, isSourceThere }: DatasetFacts): DatasetWarning | null {
  if (isSourceThere) return null;
  return {
    code: 'source-missing',
    message: `The folder ${sourcePath} is not there (any more). What was imported can still be trained on at the image sizes stored; for other sizes put the folder back, or import it under the same name from where it is now.`,
    details: { path: sourcePath },
  };
}
