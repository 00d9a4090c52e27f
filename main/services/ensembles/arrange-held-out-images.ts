import type { HeldOutImage } from '../../db/ensembles.ts';

/** Patients of each class that a choice takes at least: fewer leave a sensitivity in steps of more than a tenth. */
export const leastPatients = 10;

/** Images to judge models on that none of those judging was trained on. */
export interface HeldOutArrangement {
  /**
   * `common`: every model held out every image. `out-of-fold`: each image is one model's, as in cross-validation, and
   * judged by that one alone.
   */
  readonly rule: 'common' | 'out-of-fold';
  readonly images: readonly HeldOutImage[];
  /** Of each model the images that it judges, as places among them; null for all of them. */
  readonly places: readonly (readonly number[] | null)[];
}

/**
 * Arranges the validation images of models that are asked together. Those that all of them held out are taken where
 * they are enough; else, where no image is two models', all of them out of fold.
 *
 * @param parts of each model its validation images
 * @returns null where neither is enough: 10 patients of each class
 */
export function arrangeHeldOutImages(parts: readonly (readonly HeldOutImage[])[]): HeldOutArrangement | null {
  const common = listCommonImages(parts);
  if (isEnough(common)) return { rule: 'common', images: common, places: parts.map(() => null) };
  const images = parts.flat();
  const isDisjoint = new Set(images.map(({ image }) => image)).size === images.length;
  if (!isDisjoint || !isEnough(images)) return null;
  let before = 0;
  const places = parts.map(({ length }) => {
    const own = Array.from({ length }, (_, index) => before + index);
    before += length;
    return own;
  });
  return { rule: 'out-of-fold', images, places };
}

/** The validation images that every model held out, in the order of the first one's. */
export function listCommonImages(parts: readonly (readonly HeldOutImage[])[]): HeldOutImage[] {
  const [first = [], ...others] = parts;
  const known = others.map((part) => new Set(part.map(({ image }) => image)));
  return first.filter(({ image }) => known.every((ids) => ids.has(image)));
}

/** How many patients images are of. */
export function countPatients(images: readonly HeldOutImage[]): number {
  return new Set(images.map(({ patient }) => patient)).size;
}

function isEnough(images: readonly HeldOutImage[]): boolean {
  const classes = Map.groupBy(images, ({ label }) => label);
  return classes.size >= 2 && [...classes.values()].every((own) => countPatients(own) >= leastPatients);
}
