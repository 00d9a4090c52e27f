import type { Judge } from '../../../shared/trainer-protocol.ts';
import { openPixelFile, type PixelReader } from '../data/pixel-reader.ts';
import { requireSameSize } from '../model-files/check-use.ts';
import type { LoadedModel } from '../model-files/load-model.ts';
import { createModelCache } from '../model-files/model-cache.ts';

/** A model with the images that it is asked about. */
export interface OpenModel extends LoadedModel {
  readonly reader: PixelReader;
  /** The images that it judges, as places among those of the job; null for all of them. */
  readonly places: readonly number[] | null;
}

/** As many as an ensemble may have members, so that asking it again loads none anew. */
const cache = createModelCache(10);

/**
 * Opens models and their images for as long as `use` takes.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`, and what `use`
 *   throws
 */
export async function useModels<Result>(
  asked: readonly (Pick<Judge, 'directory' | 'pixels'> & Partial<Pick<Judge, 'places'>>)[],
  use: (models: readonly OpenModel[]) => Promise<Result>,
): Promise<Result> {
  const closings: (() => void)[] = [];
  try {
    const models: OpenModel[] = [];
    for (const { directory, pixels, places = null } of asked) {
      const { model, card, release } = await cache.lease(directory);
      closings.push(release);
      requireSameSize(pixels, card);
      const reader = openPixelFile(pixels, card.scaling);
      closings.push(() => reader.close());
      models.push({ model, card, reader, places });
    }
    return await use(models);
  } finally {
    closings.forEach((close) => close());
  }
}
