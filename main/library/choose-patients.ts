import { type RandomGenerator, shuffle } from '../../shared/domain/seeded-random.ts';
import { type PatientGroup, countImages } from './patient-groups.ts';

/**
 * Chooses patients at random whose images number as near to a target as whole patients allow: each that
 * still fits, in random order; then one more where that comes nearer. What remains is at most half the images
 * of the smallest patient not chosen.
 */
export function choosePatientsNear(
  groups: readonly PatientGroup[],
  targetImages: number,
  random: RandomGenerator,
): Set<PatientGroup> {
  const chosen = choosePatientsWithin(groups, targetImages, random);
  const missing = targetImages - countImages(chosen);
  const next = findSmallest(groups.filter((group) => !chosen.has(group)));
  if (next !== null && next.images.length - missing < missing) chosen.add(next);
  return chosen;
}

/** Chooses patients at random whose images number at most `mostImages`: each that still fits. */
export function choosePatientsWithin(
  groups: readonly PatientGroup[],
  mostImages: number,
  random: RandomGenerator,
): Set<PatientGroup> {
  return takeWhileFitting(shuffle(groups, random), mostImages);
}

/**
 * Like `choosePatientsWithin`, but where chance took one large patient alone, the smallest ones are taken
 * instead: a part to learn from and a part to validate on need a patient each.
 */
export function choosePatientsToDivide(
  groups: readonly PatientGroup[],
  mostImages: number,
  random: RandomGenerator,
): Set<PatientGroup> {
  const chosen = choosePatientsWithin(groups, mostImages, random);
  if (chosen.size >= 2) return chosen;
  const smallestFirst = groups.toSorted((first, second) => first.images.length - second.images.length);
  return takeWhileFitting(smallestFirst, mostImages);
}

function takeWhileFitting(groups: readonly PatientGroup[], mostImages: number): Set<PatientGroup> {
  const taken = new Set<PatientGroup>();
  let left = mostImages;
  for (const group of groups) {
    if (group.images.length > left) continue;
    taken.add(group);
    left -= group.images.length;
  }
  return taken;
}

/** The group of fewest images, the first of several; null where there is none. */
export function findSmallest(groups: readonly PatientGroup[]): PatientGroup | null {
  let smallest: PatientGroup | null = null;
  for (const group of groups) {
    if (smallest === null || group.images.length < smallest.images.length) smallest = group;
  }
  return smallest;
}
