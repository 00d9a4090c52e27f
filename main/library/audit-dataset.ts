import { access } from 'node:fs/promises';
import path from 'node:path';
import type { AuditFinding, AuditReport } from '../../shared/domain/dataset.ts';
import type { Database } from '../db/client.ts';
import {
  type PatientFile,
  countByClassAndSplit,
  countDataset,
  listPatientsAcross,
} from '../db/dataset-statistics.ts';
import type { StoredDataset } from '../db/datasets.ts';
import { listSources } from '../db/images.ts';
import { type ImageCopy, listCopies, listRejectedFiles } from '../db/left-out-files.ts';
import { toCount } from './count-words.ts';
import { mostImbalance, toImbalance, toImbalanceMessage } from './dataset-warnings.ts';
import { mapInOrder } from './map-in-order.ts';

/** Most findings of one kind that a report lists; `counts` has them all. */
const mostFindingsAKind = 200;
/** Most paths that one finding lists. */
const mostPathsAFinding = 100;
/** Files asked for at a time. */
const parallelChecks = 32;

type FindingKind = AuditFinding['kind'];

/**
 * Looks a dataset over for what would make a model trained on it look better or worse than it is: copies,
 * contradicting labels, patients on both sides of a boundary, files that couldn't be read or are gone.
 */
export async function auditDataset(database: Database, dataset: StoredDataset): Promise<AuditReport> {
  const copies = listCopies(database, dataset.id);
  const findings = [
    ...copies.map(toDuplicateFinding),
    ...copies.filter(isInTwoClasses).map(toLabelConflictFinding),
    ...toPatientFindings(listPatientsAcross(database, dataset.id, 'given-split'), 'patient-in-two-splits'),
    ...toPatientFindings(listPatientsAcross(database, dataset.id, 'class'), 'patient-in-two-classes'),
    ...listRejectedFiles(database, dataset.id).map(({ path: file, message }) =>
      toFinding('unreadable-file', message, [file]),
    ),
    ...(await findMissingSources(database, dataset)),
    ...findImbalance(database, dataset.id),
  ];
  const { images, patients } = countDataset(database, dataset.id);
  const byKind = Map.groupBy(findings, ({ kind }) => kind);
  return {
    dataset: dataset.name,
    images,
    patients,
    findings: [...byKind.values()].flatMap((ofKind) => ofKind.slice(0, mostFindingsAKind)),
    counts: Object.fromEntries([...byKind].map(([kind, ofKind]) => [kind, ofKind.length])),
  };
}

function toDuplicateFinding(copies: readonly ImageCopy[]): AuditFinding {
  const patients = new Set(copies.map(({ patient }) => patient)).size;
  const across = patients > 1 ? `, named as ${patients} different patients` : '';
  return toFinding(
    'duplicate',
    `${copies.length} files have the same content${across}; the first is kept.`,
    copies.map((copy) => copy.path),
  );
}

function isInTwoClasses(copies: readonly ImageCopy[]): boolean {
  return new Set(copies.map(({ className }) => className)).size > 1;
}

function toLabelConflictFinding(copies: readonly ImageCopy[]): AuditFinding {
  const [kept] = copies;
  const classes = [...new Set(copies.map(({ className }) => className))];
  return toFinding(
    'label-conflict',
    `The same image is called ${classes.join(' and ')}; ${kept?.className ?? ''} counts. Move the wrong file away and import again.`,
    copies.map((copy) => copy.path),
  );
}

function toPatientFindings(
  files: readonly PatientFile[],
  kind: 'patient-in-two-splits' | 'patient-in-two-classes',
): AuditFinding[] {
  const where =
    kind === 'patient-in-two-splits' ? 'more than one of train, val and test' : 'more than one class';
  return [...Map.groupBy(files, ({ patient }) => patient)].map(([patient, own]) =>
    toFinding(
      kind,
      `Patient ${patient} stands in ${where}.`,
      own.map((file) => file.path),
    ),
  );
}

async function findMissingSources(database: Database, dataset: StoredDataset): Promise<AuditFinding[]> {
  if (!(await isThere(dataset.sourcePath))) {
    return [toFinding('source-missing', `The folder ${dataset.sourcePath} is not there (any more).`, [])];
  }
  const missing: AuditFinding[] = [];
  const checks = mapInOrder(listSources(database, dataset.id, 0), parallelChecks, async (source) => ({
    path: source.path,
    isMissing: !(await isThere(path.join(dataset.sourcePath, source.path))),
  }));
  for await (const { path: file, isMissing } of checks) {
    if (!isMissing) continue;
    missing.push(toFinding('source-missing', 'The file is gone; its stored pixels are still used.', [file]));
  }
  return missing;
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function findImbalance(database: Database, datasetId: number): AuditFinding[] {
  const byClass = new Map<string, number>();
  for (const { className, images } of countByClassAndSplit(database, datasetId)) {
    byClass.set(className, (byClass.get(className) ?? 0) + images);
  }
  if (toImbalance(byClass) <= mostImbalance) return [];
  return [toFinding('classes-imbalanced', toImbalanceMessage(byClass), [])];
}

function toFinding(kind: FindingKind, message: string, paths: readonly string[]): AuditFinding {
  const left = paths.length - mostPathsAFinding;
  const more = left > 0 ? ` (${toCount(left, 'more path is', 'more paths are')} not listed.)` : '';
  return { kind, message: message + more, paths: paths.slice(0, mostPathsAFinding) };
}
