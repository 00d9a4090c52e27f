import type { RunSettings } from '../../../shared/domain/run-settings.ts';

/**
 * What each class's images count for: alike, or `balanced` as scikit-learn's `compute_class_weight` has it, by
 * images / (classes x images of the class), so that every class counts for as much in all.
 *
 * @param labels of the training images, from 0
 * @returns one weight a class, by label; null where all count alike. A class without images has weight 0
 */
export function weighClasses(
  classWeight: RunSettings['classWeight'],
  labels: readonly number[],
  classes: number,
): number[] | null {
  if (classWeight === 'none') return null;
  return Array.from({ length: classes }, (_, label) => {
    const own = labels.filter((each) => each === label).length;
    return own === 0 ? 0 : labels.length / (classes * own);
  });
}
