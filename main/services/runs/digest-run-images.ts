import { createHash } from 'node:crypto';
import type { Classes } from '../../../shared/domain/classes.ts';
import type { RunImage } from '../../db/run-images.ts';

/** What of an image bears on what is learnt from it. */
export type DigestedImage = Pick<RunImage, 'contentHash' | 'label' | 'part'>;

/**
 * SHA-256 over the images that a run uses, in the order in which it is given them: a line
 * `<content hash> <part> <class>` an image, ended by a line feed, in UTF-8. Runs of equal digests and settings
 * learn from the same data. Images that are put aside are none of it.
 */
export function digestRunImages(images: Iterable<DigestedImage>, classes: Classes): string {
  const hash = createHash('sha256');
  for (const { contentHash, label, part } of images) {
    if (part !== 'excluded') hash.update(`${contentHash} ${part} ${classes[label] ?? ''}\n`);
  }
  return hash.digest('hex');
}
