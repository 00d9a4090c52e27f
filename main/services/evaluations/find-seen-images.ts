import { z } from 'zod';
import { messageSchema } from '../../../shared/ipc/message.ts';
import type { Database } from '../../db/client.ts';
import { listSplitContents } from '../../db/splits.ts';
import { toCount } from '../../library/count-words.ts';

/** How far images are new to a run. */
export const seenImagesSchema = z.strictObject({
  /** Images whose content is among those the run was trained or chosen on. */
  count: z.number().int().nonnegative(),
  warnings: z.array(messageSchema),
});
export type SeenImages = z.infer<typeof seenImagesSchema>;

/** What an image that a model judged is known by. */
export const judgedImageSchema = z.strictObject({ contentHash: z.string(), patient: z.string() });
export type JudgedImage = z.infer<typeof judgedImageSchema>;

/**
 * Finds the images that the models of a run have seen, by content; those of patients that it has seen, by the patient's
 * key; and those that repeat one another. Each flatters a model, or counts an image twice.
 */
export function findSeenImages(
  database: Database,
  splitIds: readonly number[],
  images: readonly JudgedImage[],
): SeenImages {
  const contents = splitIds.flatMap((splitId) => listSplitContents(database, splitId));
  const seenHashes = new Set(contents.map(({ contentHash }) => contentHash));
  const seenPatients = new Set(contents.map(({ patient }) => patient));
  const isSeen = ({ contentHash }: JudgedImage): boolean => seenHashes.has(contentHash);
  const count = images.filter(isSeen).length;
  const ofSeenPatients = images.filter(
    (judged) => !isSeen(judged) && seenPatients.has(judged.patient),
  ).length;
  const repeats = images.length - new Set(images.map(({ contentHash }) => contentHash)).size;
  const total = images.length;
  const ofTotal = `of the ${toCount(total, 'image', 'images')}`;
  return {
    count,
    warnings: [
      ...(count > 0
        ? [
            {
              code: 'images-seen' as const,
              message: `${count.toLocaleString('en-US')} ${ofTotal} ${toVerb(count)} used to train or choose this model: the figures flatter it.`,
              details: { images: count, total },
            },
          ]
        : []),
      ...(ofSeenPatients > 0
        ? [
            {
              code: 'patients-seen' as const,
              message: `${ofSeenPatients.toLocaleString('en-US')} ${ofTotal} ${toVerb(ofSeenPatients)} named as of patients whose other images this model was trained or chosen on: if they are the same patients, the figures flatter it.`,
              details: { images: ofSeenPatients, total },
            },
          ]
        : []),
      ...(repeats > 0
        ? [
            {
              code: 'images-repeated' as const,
              message: `${toCount(repeats, 'image repeats', 'images repeat')} the content of another, which so counts more than once.`,
              details: { images: repeats },
            },
          ]
        : []),
    ],
  };
}

function toVerb(count: number): string {
  return count === 1 ? 'was' : 'were';
}
