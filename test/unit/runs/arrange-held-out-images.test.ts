import { describe, expect, test } from 'vitest';
import { arrangeHeldOutImages } from '../../../main/services/ensembles/arrange-held-out-images.ts';
import type { HeldOutImage } from '../../../main/db/ensembles.ts';

/** One image each of patients `first` to `last`, by turns of either class. */
function makePart(first: number, last: number): HeldOutImage[] {
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const image = first + index;
    return { image, record: image + 100, label: image % 2, patient: image };
  });
}

function listIds(images: readonly HeldOutImage[] | undefined): number[] {
  return (images ?? []).map(({ image }) => image);
}

describe('images to choose an operating point on', () => {
  test('are those that every model held out, where they are of 10 patients of each class', () => {
    const arranged = arrangeHeldOutImages([makePart(1, 30), makePart(11, 40)]);
    expect(arranged?.rule).toBe('common');
    expect(listIds(arranged?.images)).toEqual(listIds(makePart(11, 30)));
    expect(arranged?.places).toEqual([null, null]);
  });

  test('are each judged by those that held it out, where too few are common', () => {
    const arranged = arrangeHeldOutImages([makePart(1, 12), makePart(11, 20)]);
    expect(arranged?.rule).toBe('out-of-fold');
    expect(listIds(arranged?.images)).toEqual(listIds(makePart(1, 20)));
    const judged = arranged?.places.map((places) => places?.map((place) => arranged.images[place]?.image));
    expect(judged).toEqual([listIds(makePart(1, 12)), listIds(makePart(11, 20))]);
  });

  test('are none where a class has 9 patients, however many images', () => {
    const part = makePart(1, 19);
    const again = part.map((image) => ({ ...image, image: image.image + 50 }));
    expect(arrangeHeldOutImages([[...part, ...again], part])).toBeNull();
    expect(arrangeHeldOutImages([makePart(1, 20), makePart(1, 20)])).not.toBeNull();
  });

  test('are none of one class alone', () => {
    const positives = makePart(1, 80).filter(({ label }) => label === 1);
    expect(arrangeHeldOutImages([positives, positives])).toBeNull();
  });
});
