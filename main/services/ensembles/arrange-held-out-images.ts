import type { HeldOutImage } from '../../db/ensembles.ts';

/** Patients of each class that a choice takes at least: fewer leave a sensitivity in steps of more than a tenth. */
export const leastPatients = 10;

/** Images to judge models on that none of those judging was trained on. */
export interface HeldOutArrangement {
  /**
   * `common`: every model held out every image. `out-of-fold`: each image is judged by those models alone that held it
   * out, as in cross-validation.
   */
  readonly rule: 'common' | 'out-of-fold';
  readonly images: readonly HeldOutImage[];
  /** Of each model the images that it judges, as places among them; null for all of them. */
  readonly places: readonly (readonly number[] | null)[];
}

/**
 * Arranges the validation images of models that are asked together: those that all of them held out, where they are
 * enough, since all of them then judge each image; else every image that any of them held out.
 *
 * @param parts of each model its validation images
 * @returns null where neither is enough: 10 patients of each class
 */
export function arrangeHeldOutImages(parts: readonly (readonly HeldOutImage[])[]): HeldOutArrangement | null {
  const common = listCommonImages(parts);
  if (isEnough(common)) return { rule: 'common', images: common, places: parts.map(() => null) };
  const images = listHeldOutByAny(parts);
  if (!isEnough(images)) return null;
  const placeOf = new Map(images.map(({ image }, place) => [image, place]));
  const places = parts.map((part) => part.flatMap(({ image }) => placeOf.get(image) ?? []));
  return { rule: 'out-of-fold', images, places };
}

function listCommonImages(parts: readonly (readonly HeldOutImage[])[]): HeldOutImage[] {
  const [first = [], ...others] = parts;
  const known = others.map((part) => new Set(part.map(({ image }) => image)));
  return first.filter(({ image }) => known.every((ids) => ids.has(image)));
}

/** Each image once, however many models held it out. */
export function listHeldOutByAny(parts: readonly (readonly HeldOutImage[])[]): HeldOutImage[] {
  return [...new Map(parts.flat().map((image) => [image.image, image])).values()];
}

/** How many patients images are of. */
export function countPatients(images: readonly HeldOutImage[]): number {
  return new Set(images.map(({ patient }) => patient)).size;
}

function isEnough(images: readonly HeldOutImage[]): boolean {
  const classes = Map.groupBy(images, ({ label }) => label);
  return classes.size >= 2 && [...classes.values()].every((own) => countPatients(own) >= leastPatients);
}
