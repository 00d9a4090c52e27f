import { AppError } from '../../shared/ipc/app-error.ts';
import type { Message } from '../../shared/ipc/message.ts';
import type { RunSettings } from '../../shared/domain/run-settings.ts';
import { type RandomGenerator, createRandom, deriveSeed } from '../../shared/domain/seeded-random.ts';
import { divideIntoFolds } from './divide-into-folds.ts';
import { holdOutPatients, limitPatients } from './hold-out-patients.ts';
import {
  type PatientGroup,
  type SplittableImage,
  countByClass,
  countImages,
  groupByPatient,
} from './patient-groups.ts';
import { setAsideFolders } from './set-aside-folders.ts';

export type { SplittableImage } from './patient-groups.ts';

export type SplitOptions = Pick<
  RunSettings,
  'seed' | 'validationFraction' | 'validationFolder' | 'limit' | 'folds' | 'fold'
>;

/** A division of a dataset: ids of images in ascending order, and what a reader should know about it. */
export interface SplitResult {
  readonly train: number[];
  readonly val: number[];
  readonly excluded: number[];
  readonly notes: Message[];
}

/**
 * Divides images into training and validation so that no patient is in both, each class in proportion. The
 * same images, in any order, and the same options give the same division.
 *
 * The given test folder is put aside, with every other image of its patients. A given validation folder is
 * used as it is (`always`, or `auto` with at least 50 images of each class there), and its patients' other
 * images are put aside; else its images are divided with the rest. Of more than two classes, one of a single
 * patient is trained on and not validated. `limit` takes that many images at most,
 * as whole patients; what it leaves out counts as excluded.
 *
 * With `folds` the images are divided into that many parts, a given validation folder's with the rest, and
 * `fold` is validated on: over all the folds of a seed, each patient is validated once.
 * @throws AppError setting-invalid for a fold that there is not; dataset-class-too-small when a part would
 *   lack a class
 */
export function splitByPatient(images: readonly SplittableImage[], options: SplitOptions): SplitResult {
  requireFold(options);
  const { pool, validation, excluded, notes } = setAsideFolders(
    images,
    options.folds > 0 ? 'never' : options.validationFolder,
  );
  const random = createRandom(deriveSeed(options.seed, 'split'));
  const poolGroups = groupByPatient(pool);
  const validationGroups = groupByPatient(validation);
  const limits = divideLimit(options.limit, pool.length, validation.length);
  const limitedPool = limits === null ? poolGroups : limitPatients(poolGroups, limits.pool, random);
  const limitedValidation =
    limits === null ? validationGroups : limitPatients(validationGroups, limits.validation, random);

  const { kept, heldOut } =
    validation.length > 0
      ? { kept: limitedPool, heldOut: limitedValidation }
      : options.folds > 0
        ? holdOutFold(limitedPool, options, random)
        : holdOutPatients(limitedPool, options.validationFraction, random);
  const { folds, fold } = options;
  if (folds > 0) {
    notes.push({
      code: 'fold-validated',
      message: `Validated on fold ${fold} of ${folds}, by patient.`,
      details: { fold, folds },
    });
  }
  const leftOut = pool.length + validation.length - countImages(limitedPool) - countImages(limitedValidation);
  if (limits !== null) {
    const limit = options.limit ?? 0;
    notes.push({
      code: 'images-limited',
      message: `The limit of ${limit} images leaves ${leftOut.toLocaleString('en-US')} out.`,
      details: { limit, leftOut },
    });
  }
  notes.push(...noteUnvalidatedClasses({ training: kept, validation: heldOut }));
  refuseMissingClasses(images, { training: kept, validation: heldOut }, options.limit);

  const [train, val] = [toIds(kept), toIds(heldOut)];
  const used = new Set([...train, ...val]);
  const unused = [...pool, ...validation].map(({ id }) => id).filter((id) => !used.has(id));
  return { train, val, excluded: sortIds([...excluded.map(({ id }) => id), ...unused]), notes };
}

function requireFold({ folds, fold }: SplitOptions): void {
  if (folds === 0 || (folds >= 2 && fold <= folds)) return;
  throw new AppError(
    'setting-invalid',
    folds === 1
      ? 'The setting folds must be 0, for a share held out, or from 2 on; it was given 1.'
      : `The setting fold counts from 1 to the number of folds, ${folds}; it was given ${fold}.`,
    { setting: folds === 1 ? 'folds' : 'fold' },
  );
}

function holdOutFold(
  groups: readonly PatientGroup[],
  { folds, fold }: SplitOptions,
  random: RandomGenerator,
): { kept: PatientGroup[]; heldOut: PatientGroup[] } {
  const heldOut = divideIntoFolds(groups, folds, random)[fold - 1] ?? [];
  const apart = new Set(heldOut);
  return { kept: groups.filter((group) => !apart.has(group)), heldOut };
}

/** How many images of the limit each part may take, by its share; null where the limit leaves nothing out. */
function divideLimit(
  limit: number | null,
  pool: number,
  validation: number,
): { pool: number; validation: number } | null {
  if (limit === null || limit >= pool + validation) return null;
  const poolLimit = Math.round((limit * pool) / (pool + validation));
  return { pool: poolLimit, validation: limit - poolLimit };
}

type Parts = Readonly<Record<'training' | 'validation', readonly PatientGroup[]>>;

/** Classes of one patient, who is trained on: validation does not measure them. */
function findUnvalidatedClasses({ training, validation }: Parts): Set<string> {
  const validated = new Set(validation.flatMap(({ classes }) => [...classes]));
  // With fewer than two classes in validation there is nothing to tell apart, and no run.
  if (validated.size < 2) return new Set();
  const patients = training.flatMap(({ classes }) => [...classes]);
  const isAlone = (name: string): boolean => patients.filter((each) => each === name).length === 1;
  return new Set(patients.filter((name) => !validated.has(name) && isAlone(name)));
}

function noteUnvalidatedClasses(parts: Parts): Message[] {
  return [...findUnvalidatedClasses(parts)].sort().map((className) => ({
    code: 'class-not-validated',
    message: `${className} has one patient, who is trained on: validation does not measure that class.`,
    details: { class: className },
  }));
}

function refuseMissingClasses(images: readonly SplittableImage[], parts: Parts, limit: number | null): void {
  const unvalidated = findUnvalidatedClasses(parts);
  for (const className of countByClass(images).keys()) {
    for (const [part, groups] of Object.entries(parts)) {
      if (groups.some((group) => group.classes.has(className))) continue;
      if (part === 'validation' && unvalidated.has(className)) continue;
      const tested = countTested(images, className);
      if (tested > 0) {
        throw new AppError(
          'dataset-class-too-small',
          `All images of ${className} that count (${tested.toLocaleString('en-US')}) are in the test part or of its patients, which is kept for judging: none is left for ${part}. Add images of other patients with ${className}.`,
          { class: className, part, tested },
        );
      }
      throw new AppError(
        'dataset-class-too-small',
        `Divided by patient, no image of ${className} is left for ${part}. Add images of at least two patients with ${className}${limit === null ? '' : `, or raise the limit of ${limit} images`}.`,
        { class: className, part },
      );
    }
  }
}

/** How many images a class has where the test part keeps them all for itself; else 0. */
function countTested(images: readonly SplittableImage[], className: string): number {
  const patients = new Set(
    images.filter(({ givenSplit }) => givenSplit === 'test').map(({ patient }) => patient),
  );
  const own = images.filter((image) => image.className === className);
  return own.every(({ patient }) => patients.has(patient)) ? own.length : 0;
}

function toIds(groups: readonly PatientGroup[]): number[] {
  return sortIds(groups.flatMap((group) => group.images.map(({ id }) => id)));
}

function sortIds(ids: number[]): number[] {
  return ids.sort((first, second) => first - second);
}
