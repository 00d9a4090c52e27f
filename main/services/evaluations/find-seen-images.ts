import type { Database } from '../../db/client.ts';
import { listSplitContents } from '../../db/splits.ts';
import { toCount } from '../../library/count-words.ts';

/** How far images are new to a run. */
export interface SeenImages {
  /** Images whose content is among those the run was trained or chosen on. */
  readonly count: number;
  readonly warnings: string[];
}

interface JudgedImage {
  readonly source: { readonly patient: string };
  readonly image: { readonly contentHash: string };
}

/**
 * Finds the images that a run has seen, by content; those of patients that it has seen, by the patient's
 * key; and those that repeat one another. Each flatters a model, or counts an image twice.
 */
export function findSeenImages(
  database: Database,
  run: { readonly splitId: number },
  images: readonly JudgedImage[],
): SeenImages {
  const contents = listSplitContents(database, run.splitId);
  const seenHashes = new Set(contents.map(({ contentHash }) => contentHash));
  const seenPatients = new Set(contents.map(({ patient }) => patient));
  const isSeen = ({ image }: JudgedImage): boolean => seenHashes.has(image.contentHash);
  const count = images.filter(isSeen).length;
  const ofSeenPatients = images.filter(
    (judged) => !isSeen(judged) && seenPatients.has(judged.source.patient),
  ).length;
  const repeats = images.length - new Set(images.map(({ image }) => image.contentHash)).size;
  const total = `the ${toCount(images.length, 'image', 'images')}`;
  return {
    count,
    warnings: [
      ...(count > 0
        ? [
            `${count.toLocaleString('en-US')} of ${total} ${toVerb(count)} used to train or choose this model: the figures flatter it.`,
          ]
        : []),
      ...(ofSeenPatients > 0
        ? [
            `${ofSeenPatients.toLocaleString('en-US')} of ${total} ${toVerb(ofSeenPatients)} named as of patients whose other images this model was trained or chosen on: if they are the same patients, the figures flatter it.`,
          ]
        : []),
      ...(repeats > 0
        ? [
            `${toCount(repeats, 'image repeats', 'images repeat')} the content of another, which so counts more than once.`,
          ]
        : []),
    ],
  };
}

function toVerb(count: number): string {
  return count === 1 ? 'was' : 'were';
}
