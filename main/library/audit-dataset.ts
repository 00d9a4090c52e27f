import path from 'node:path';
import type { AuditFinding, AuditReport } from '../../shared/domain/dataset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Database } from '../db/client.ts';
import {
  type PatientFile,
  countByClassAndSplit,
  countDataset,
  listPatientsAcross,
} from '../db/dataset-statistics.ts';
import type { StoredDataset } from '../db/datasets.ts';
import { listSources } from '../db/images.ts';
import { type NearDuplicate, listNearDuplicates } from '../db/near-duplicates.ts';
import { type ImageCopy, listCopies, listRejectedFiles } from '../db/left-out-files.ts';
import { toCount } from './count-words.ts';
import { describeImbalance, mostImbalance, toImbalance } from './dataset-warnings.ts';
import { isThere } from './is-there.ts';
import { mapInOrder } from './map-in-order.ts';
import { type NearDuplicateOptions, findNearDuplicates } from './near-duplicates/find-near-duplicates.ts';

/** Most findings of one kind that a report lists; `counts` has them all. */
const mostFindingsAKind = 200;
/** Most paths that one finding lists. */
const mostPathsAFinding = 100;
/** Files listed at a time: some milliseconds' work. */
const checksAStep = 5000;
/** Files asked for at a time. */
const parallelChecks = 32;

type FindingKind = AuditFinding['kind'];

/**
 * Looks a dataset over for what would make a model trained on it look better or worse than it is: copies,
 * contradicting labels, patients on both sides of a boundary, files that couldn't be read or are gone.
 */
export async function auditDataset(options: NearDuplicateOptions): Promise<AuditReport> {
  const { database, dataset } = options;
  await findNearDuplicatesIfThere(options);
  const copies = listCopies(database, dataset.id);
  const findings = [
    ...copies.map(toDuplicateFinding),
    ...listNearDuplicates(database, dataset.id).map(toNearDuplicateFinding),
    ...copies.filter(isInTwoClasses).map(toLabelConflictFinding),
    ...toPatientFindings(listPatientsAcross(database, dataset.id, 'given-split'), 'patient-in-two-splits'),
    ...toPatientFindings(listPatientsAcross(database, dataset.id, 'class'), 'patient-in-two-classes'),
    ...listRejectedFiles(database, dataset.id).map(({ path: file, message }) =>
      toFinding('unreadable-file', { message }, [{ path: file }]),
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
    {
      message: `${copies.length} files have the same content${across}; the first is kept.`,
      details: { files: copies.length, ...(patients > 1 ? { patients } : {}) },
    },
    copies,
  );
}

/** Whether copies contradict each other, and no reader has said which is right. */
function isInTwoClasses(copies: readonly ImageCopy[]): boolean {
  if (copies.some(({ isCorrected }) => isCorrected)) return false;
  return new Set(copies.map(({ className }) => className)).size > 1;
}

function toLabelConflictFinding(copies: readonly ImageCopy[]): AuditFinding {
  const [kept] = copies;
  const classes = [...new Set(copies.map(({ className }) => className))];
  return toFinding(
    'label-conflict',
    {
      message: `The same image is called ${classes.join(' and ')}; ${kept?.className ?? ''} counts. Correct the label or exclude the image, or move the wrong file away and import again.`,
      details: { classes: classes.join(', '), kept: kept?.className ?? '' },
    },
    copies,
  );
}

function toNearDuplicateFinding(images: readonly NearDuplicate[]): AuditFinding {
  const count = (values: readonly string[]): number => new Set(values).size;
  const classes = count(images.map(({ className }) => className));
  const patients = count(images.map(({ patient }) => patient));
  const apart = [
    ...(classes > 1 ? [`${classes} classes`] : []),
    ...(patients > 1 ? [`${patients} patients`] : []),
  ];
  const across = apart.length === 0 ? '' : `, and are of ${apart.join(' and ')}`;
  return toFinding(
    'near-duplicate',
    {
      message: `${images.length} images look like one radiograph saved in different ways${across}. Exclude all but one where they are.`,
      details: { files: images.length, ...(apart.length === 0 ? {} : { classes, patients }) },
    },
    images,
  );
}

function toPatientFindings(
  files: readonly PatientFile[],
  kind: 'patient-in-two-splits' | 'patient-in-two-classes',
): AuditFinding[] {
  const where =
    kind === 'patient-in-two-splits' ? 'more than one of train, val and test' : 'more than one class';
  return [...Map.groupBy(files, ({ patient }) => patient)].map(([patient, own]) =>
    toFinding(kind, { message: `Patient ${patient} stands in ${where}.`, details: { patient } }, own),
  );
}

async function findMissingSources(database: Database, dataset: StoredDataset): Promise<AuditFinding[]> {
  if (!(await isThere(dataset.sourcePath))) {
    const { sourcePath } = dataset;
    return [
      toFinding(
        'source-missing',
        { message: `The folder ${sourcePath} is not there (any more).`, details: { path: sourcePath } },
        [],
      ),
    ];
  }
  const missing: AuditFinding[] = [];
  for (let sources = list(0); sources.length > 0; sources = list((sources.at(-1)?.record ?? 0) + 1)) {
    const checks = mapInOrder(sources, parallelChecks, async (source) => ({
      path: source.path,
      imageId: source.id,
      isMissing: !(await isThere(path.join(dataset.sourcePath, source.path))),
    }));
    for await (const { isMissing, ...file } of checks) {
      if (!isMissing) continue;
      const message = 'The file is gone; its stored pixels are still used.';
      missing.push(toFinding('source-missing', { message }, [file]));
    }
  }
  return missing;

  function list(fromRecord: number): ReturnType<typeof listSources> {
    return listSources(database, dataset.id, fromRecord, checksAStep);
  }
}

function findImbalance(database: Database, datasetId: number): AuditFinding[] {
  const byClass = new Map<string, number>();
  for (const { className, images } of countByClassAndSplit(database, datasetId)) {
    byClass.set(className, (byClass.get(className) ?? 0) + images);
  }
  if (toImbalance(byClass) <= mostImbalance) return [];
  return [toFinding('classes-imbalanced', describeImbalance(byClass), [])];
}

/** A file that a finding points at, and the image that holds its content. */
interface FoundFile {
  readonly path: string;
  readonly imageId?: number;
}

function toFinding(
  kind: FindingKind,
  { message, details = {} }: Pick<AuditFinding, 'message'> & Partial<Pick<AuditFinding, 'details'>>,
  files: readonly FoundFile[],
): AuditFinding {
  const left = files.length - mostPathsAFinding;
  const more = left > 0 ? ` (${toCount(left, 'more path is', 'more paths are')} not listed.)` : '';
  const listed = files.slice(0, mostPathsAFinding);
  return {
    kind,
    message: message + more,
    details,
    paths: listed.map(({ path: file }) => file),
    images: [...new Set(listed.flatMap(({ imageId }) => imageId ?? []))],
  };
}

/** Without stored pixels there is nothing to compare, and the rest of the audit still helps. */
async function findNearDuplicatesIfThere(options: NearDuplicateOptions): Promise<void> {
  try {
    await findNearDuplicates(options);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'cache-damaged') throw thrown;
  }
}
