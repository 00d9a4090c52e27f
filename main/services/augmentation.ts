import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import sharp from 'sharp';
import type { AugmentationPreview } from '../../shared/domain/augmentation-preview.ts';
import { createRandom, deriveSeed, shuffle } from '../../shared/domain/seeded-random.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { type TrainingImage, listTrainingImages } from '../db/images.ts';
import { ensurePixelCache } from '../library/pixel-cache.ts';
import type { DatasetService } from './datasets.ts';
import { findPreset } from './presets.ts';
import { parseRunSettings } from './runs/parse-run-settings.ts';
import type { ServiceContext } from './service-context.ts';

export interface AugmentationService {
  /**
   * Pictures of a dataset's images as training would see them.
   *
   * @throws AppError dataset-not-found, preset-not-found, setting-unknown, setting-invalid,
   *   dataset-source-missing
   */
  preview(input: ParsedInput<'augmentation:preview'>): Promise<AugmentationPreview[]>;
}

export function createAugmentationService(
  context: ServiceContext,
  datasets: Pick<DatasetService, 'resolve'>,
): AugmentationService {
  const { database, home, closing, openTrainer, makeScratchPath } = context;

  return {
    async preview(input) {
      const dataset = datasets.resolve(input.dataset);
      const settings = parseRunSettings(input.settings, findPreset(input.preset));
      const images = chooseImages(listTrainingImages(database, dataset.id), input.images, settings.seed);
      const { imageSize } = settings;
      const pixels = await ensurePixelCache({
        home,
        database,
        datasetId: dataset.id,
        imageSize,
        signal: closing,
        onProgress: () => undefined,
      });
      const outputPath = makeScratchPath('.pixels');
      try {
        await openTrainer().run(
          {
            type: 'preview-augmentation',
            jobId: `preview-${randomUUID()}`,
            pixels,
            records: images.map(({ record }) => record),
            settings: { ...settings, seed: deriveSeed(settings.seed, `preview-draw-${input.draw}`) },
            variants: input.variants,
            outputPath,
          },
          { signal: closing },
        );
        const pictures = await toPictures(await readFile(outputPath), imageSize);
        return images.map(({ path, className }, index) => {
          const [original = '', ...variants] = pictures.slice(
            index * (1 + input.variants),
            (index + 1) * (1 + input.variants),
          );
          return { path, className, original, variants };
        });
      } finally {
        await rm(outputPath, { force: true });
      }
    },
  };
}

/** Images of every class in turn, of different patients as far as there are enough, the same for a seed. */
function chooseImages(images: readonly TrainingImage[], count: number, seed: number): TrainingImage[] {
  const shuffled = shuffle(images, createRandom(deriveSeed(seed, 'preview')));
  const onePerPatient = new Set(new Map(shuffled.map((image) => [image.patient, image])).values());
  const candidates = [...onePerPatient, ...shuffled.filter((image) => !onePerPatient.has(image))];
  const classNames = [...new Set(candidates.map(({ className }) => className))].sort();
  const queues = classNames.map((name) => candidates.filter(({ className }) => className === name));
  const turns = Math.max(0, ...queues.map(({ length }) => length));
  return [...Array(turns).keys()]
    .flatMap((turn) => queues.flatMap((queue) => queue[turn] ?? []))
    .slice(0, count);
}

/** Each record of 8-bit grey values as a PNG in a data address. */
async function toPictures(records: Buffer, imageSize: number): Promise<string[]> {
  const length = imageSize * imageSize;
  const raw = { width: imageSize, height: imageSize, channels: 1 } as const;
  return await Promise.all(
    [...Array(records.length / length).keys()].map(async (index) => {
      const record = records.subarray(index * length, (index + 1) * length);
      const png = await sharp(record, { raw }).toColourspace('b-w').png().toBuffer();
      return `data:image/png;base64,${png.toString('base64')}`;
    }),
  );
}
