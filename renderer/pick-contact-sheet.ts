import type { Image } from '../shared/domain/image.ts';

/**
 * The images that stand for a dataset: of each class as many as of the others, of different patients as far
 * as there are any, class by class in turn.
 *
 * @param classes candidates, one list a class
 * @param count images wanted; fewer come where there are fewer
 */
export function pickContactSheet(classes: readonly (readonly Image[])[], count: number): readonly Image[] {
  const ordered = classes.map(onePatientAfterAnother);
  const longest = Math.max(0, ...ordered.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, place) =>
    ordered.flatMap((images) => images[place] ?? []),
  );
  return inTurn.flat().slice(0, count);
}

function onePatientAfterAnother(images: readonly Image[]): readonly Image[] {
  const firstOfPatient = new Map<string, Image>();
  for (const image of images) {
    if (!firstOfPatient.has(image.patient)) firstOfPatient.set(image.patient, image);
  }
  const firsts = new Set(firstOfPatient.values());
  return [...firsts, ...images.filter((image) => !firsts.has(image))];
}
