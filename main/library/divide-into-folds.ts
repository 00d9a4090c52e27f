import { AppError } from '../../shared/ipc/app-error.ts';
import { type RandomGenerator, shuffle } from '../../shared/domain/seeded-random.ts';
import type { PatientGroup } from './patient-groups.ts';

/**
 * Divides patients into folds, each class apart: in random order but the largest patients first, each goes to
 * the fold that has the fewest images of its class, of several the one with the fewest images at all. So
 * folds of patients of one image each differ by at most one image of a class.
 *
 * @param folds at least 2
 * @throws AppError dataset-class-too-small where a class has fewer patients than there are folds
 */
export function divideIntoFolds(
  groups: readonly PatientGroup[],
  folds: number,
  random: RandomGenerator,
): PatientGroup[][] {
  refuseFewPatients(groups, folds);
  const divided = Array.from({ length: folds }, (): FoldInMaking => ({
    groups: [],
    images: 0,
    ofStratum: 0,
  }));
  const strata = Map.groupBy(groups, ({ stratum }) => stratum);
  for (const stratum of [...strata.keys()].sort()) {
    for (const fold of divided) fold.ofStratum = 0;
    const largestFirst = shuffle(strata.get(stratum) ?? [], random).sort(
      (first, second) => second.images.length - first.images.length,
    );
    for (const group of largestFirst) {
      const fold = divided.reduce((least, each) => (isEmptier(each, least) ? each : least));
      fold.groups.push(group);
      fold.images += group.images.length;
      fold.ofStratum += group.images.length;
    }
  }
  return divided.map((fold) => fold.groups);
}

interface FoldInMaking {
  readonly groups: PatientGroup[];
  images: number;
  /** Images of the class that is being divided. */
  ofStratum: number;
}

function isEmptier(fold: FoldInMaking, other: FoldInMaking): boolean {
  return (
    fold.ofStratum < other.ofStratum || (fold.ofStratum === other.ofStratum && fold.images < other.images)
  );
}

function refuseFewPatients(groups: readonly PatientGroup[], folds: number): void {
  for (const className of new Set(groups.flatMap(({ classes }) => [...classes]))) {
    const patients = groups.filter(({ classes }) => classes.has(className)).length;
    if (patients >= folds) continue;
    throw new AppError(
      'dataset-class-too-small',
      `${folds} folds need at least ${folds} patients of each class, and ${className} has ${patients}. ${patients < 2 ? 'Add images of more patients with it' : `Take ${patients} folds at most`}, or raise the limit of images where one is set.`,
      { class: className, patients, folds },
    );
  }
}
