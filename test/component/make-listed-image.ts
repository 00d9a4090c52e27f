import type { ListedImage } from '../../shared/domain/image.ts';

/** An image as lists show it: of the class NORMAL and a patient of its own, unless told otherwise. */
export function makeListedImage(id: number, own: Partial<ListedImage> = {}): ListedImage {
  return {
    id,
    datasetId: 1,
    path: `${id}.jpeg`,
    className: 'NORMAL',
    patient: `p${id}`,
    givenSplit: null,
    width: 100,
    height: 100,
    sizeBytes: 1,
    contentHash: '0'.repeat(64),
    givenClassName: null,
    isExcluded: false,
    columns: null,
    duplicates: 0,
    probability: null,
    call: null,
    isRight: null,
    ...own,
  };
}
