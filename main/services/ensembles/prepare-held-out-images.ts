import type { Judge, LabelledRecords, PixelFile } from '../../../shared/trainer-protocol.ts';
import { ensurePixelCache } from '../../library/pixel-cache.ts';
import { toAskedModels, type RunModel } from '../runs/run-models.ts';
import type { ServiceContext } from '../service-context.ts';
import type { HeldOutArrangement } from './arrange-held-out-images.ts';

/**
 * Sees that the pixels of a dataset's images are there at every size that models take, and says of models and images
 * what the trainer is to know.
 *
 * @param models of runs on one dataset
 * @throws AppError dataset-source-missing, import-cancelled, disk-full
 */
export async function prepareHeldOutImages(
  { home, database, closing }: Pick<ServiceContext, 'home' | 'database' | 'closing'>,
  models: readonly RunModel[],
  { images, places }: Pick<HeldOutArrangement, 'images' | 'places'>,
): Promise<{ models: Judge[]; images: LabelledRecords }> {
  const datasetId = models[0]?.run.datasetId ?? 0;
  const files: PixelFile[] = [];
  for (const imageSize of new Set(models.map((model) => model.imageSize))) {
    files.push(
      await ensurePixelCache({
        home,
        database,
        datasetId,
        imageSize,
        signal: closing,
        onProgress: () => undefined,
      }),
    );
  }
  return {
    models: toAskedModels(models, files).map((asked, index) => {
      const own = places[index] ?? null;
      return { ...asked, places: own === null ? null : [...own] };
    }),
    images: {
      records: images.map(({ record }) => record),
      labels: images.map(({ label }) => label),
    },
  };
}
