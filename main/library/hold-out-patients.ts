import type { RandomGenerator } from '../../shared/domain/seeded-random.ts';
import { choosePatientsNear, choosePatientsToDivide, findSmallest } from './choose-patients.ts';
import { type PatientGroup, countImages } from './patient-groups.ts';

/** Fewest images of a class that a limit leaves, where it can: one to learn from and one to validate on. */
const fewestOfClass = 2;

/**
 * Holds out a share of the images by patient, class by class. The only patient of a class is never held out, and
 * where chance left a class out of a part, the smallest patient that can bring it there is moved.
 * @param fraction of the images, between 0 and 1
 */
export function holdOutPatients(
  groups: readonly PatientGroup[],
  fraction: number,
  random: RandomGenerator,
): { kept: PatientGroup[]; heldOut: PatientGroup[] } {
  const heldOut = new Set<PatientGroup>();
  const patients = countPatientsByClass(groups);
  const isOnly = ({ classes }: PatientGroup): boolean =>
    [...classes].some((name) => patients.get(name) === 1);
  for (const own of groupByStratum(groups).values()) {
    for (const group of choosePatientsNear(own, fraction * countImages(own), random)) {
      if (!isOnly(group)) heldOut.add(group);
    }
  }
  const parts = {
    kept: groups.filter((group) => !heldOut.has(group)),
    heldOut: groups.filter((group) => heldOut.has(group)),
  };
  for (const className of new Set(groups.flatMap((group) => [...group.classes]))) {
    bringClass(className, parts.kept, parts.heldOut);
    bringClass(className, parts.heldOut, parts.kept);
  }
  return parts;
}

/**
 * Chooses whole patients with at most `limit` images together, the classes in their proportion (by largest
 * remainder), but at least two images of each where the limit allows.
 */
export function limitPatients(
  groups: readonly PatientGroup[],
  limit: number,
  random: RandomGenerator,
): PatientGroup[] {
  const strata = groupByStratum(groups);
  const quotas = toQuotas(new Map([...strata].map(([name, own]) => [name, countImages(own)])), limit);
  const chosen = new Set<PatientGroup>();
  for (const [name, own] of strata) {
    for (const group of choosePatientsToDivide(own, quotas.get(name) ?? 0, random)) chosen.add(group);
  }
  return groups.filter((group) => chosen.has(group));
}

function groupByStratum(groups: readonly PatientGroup[]): Map<string, PatientGroup[]> {
  const strata = Map.groupBy(groups, (group) => group.stratum);
  return new Map([...strata].sort(([first], [second]) => (first < second ? -1 : 1)));
}

/** Moves the smallest patient with a class from a part that stays whole without it to one that lacks it. */
function bringClass(className: string, to: PatientGroup[], from: PatientGroup[]): void {
  if (to.some((group) => group.classes.has(className))) return;
  const patientsOfClass = countPatientsByClass(from);
  const movable = from.filter(
    ({ classes }) =>
      classes.has(className) && [...classes].every((name) => (patientsOfClass.get(name) ?? 0) > 1),
  );
  const moved = findSmallest(movable);
  if (moved === null) return;
  from.splice(from.indexOf(moved), 1);
  to.push(moved);
}

function countPatientsByClass(groups: readonly PatientGroup[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { classes } of groups) {
    for (const name of classes) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function toQuotas(counts: ReadonlyMap<string, number>, limit: number): Map<string, number> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shares = [...counts].map(([name, count]) => ({ name, share: (limit * count) / total }));
  const quotas = new Map(shares.map(({ name, share }) => [name, Math.floor(share)]));
  const add = (name: string, images: number): Map<string, number> =>
    quotas.set(name, (quotas.get(name) ?? 0) + images);
  let left = limit - [...quotas.values()].reduce((sum, quota) => sum + quota, 0);
  for (const { name } of shares.toSorted((first, second) => (second.share % 1) - (first.share % 1))) {
    if (left > 0) add(name, 1);
    left -= 1;
  }
  if (limit < fewestOfClass * counts.size) return quotas;
  for (const [name, quota] of quotas) {
    for (let missing = fewestOfClass - quota; missing > 0; missing -= 1) {
      const [[largest] = [name]] = [...quotas].sort(([, first], [, second]) => second - first);
      add(largest, -1);
      add(name, 1);
    }
  }
  return quotas;
}
