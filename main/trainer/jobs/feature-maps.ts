import { writeFileSync } from 'node:fs';
import type { FeatureMapsCommand } from '../../../shared/trainer-protocol.ts';
import { useModels } from '../asking/open-models.ts';
import { computeFeatureMaps } from '../explain/compute-feature-maps.ts';
import type { JobContext } from '../job-runner.ts';

/**
 * Writes the feature maps of a model's layer for the first record of a pixel file.
 *
 * @throws AppError `run-without-model`, `checkpoint-damaged`, `cache-damaged`, `input-invalid`; the system's error
 *   where the file cannot be written
 */
export async function makeFeatureMaps(command: FeatureMapsCommand, { send }: JobContext): Promise<void> {
  const { jobId, model: asked, layer, most, outputPath } = command;
  await useModels([asked], async ([opened]) => {
    if (opened === undefined) throw new Error('a model was asked for');
    const image = opened.reader.read([0]);
    try {
      const { maps, ...shape } = await computeFeatureMaps(opened.model, layer, image, most);
      writeFileSync(outputPath, Buffer.concat(maps.map(({ cells }) => cells)));
      const ranges = maps.map(({ minimum, maximum }) => ({ minimum, maximum }));
      send({ type: 'feature-maps-made', jobId, ...shape, ranges });
    } finally {
      image.dispose();
    }
  });
}
