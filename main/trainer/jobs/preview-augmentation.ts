import { closeSync, openSync, writeSync } from 'node:fs';
import type { PreviewAugmentationCommand } from '../../../shared/trainer-protocol.ts';
import { augmentImages } from '../data/augment-images.ts';
import { takeTurns } from '../data/batches.ts';
import { openPixelRecords } from '../data/pixel-file.ts';
import type { JobContext } from '../job-runner.ts';

/**
 * Writes images as training would see them, by the same code: of each record the image itself, then variants
 * of it, as records of 8-bit grey values.
 *
 * @throws AppError `cache-damaged`; the system's error where the file cannot be written
 */
export async function previewAugmentation(
  command: PreviewAugmentationCommand,
  { send }: JobContext,
): Promise<void> {
  const { pixels, records, variants, settings } = command;
  const reader = openPixelRecords(pixels);
  const output = openSync(command.outputPath, 'w');
  try {
    for (const [index, record] of records.entries()) {
      writeSync(output, reader.readBytes([record]));
      const values = reader.readValues(new Array<number>(variants).fill(record));
      const place = { epoch: 1, position: index * variants };
      augmentImages(values, pixels.imageSize, { settings, seed: settings.seed }, place);
      writeSync(output, toBytes(values));
      await takeTurns();
    }
  } finally {
    closeSync(output);
    reader.close();
  }
  send({ type: 'augmentation-previewed', jobId: command.jobId });
}

/** [0, 1] becomes 0 to 255. */
function toBytes(values: Float32Array): Uint8Array {
  return Uint8Array.from(values, (value) => Math.round(Math.min(Math.max(value, 0), 1) * 255));
}
