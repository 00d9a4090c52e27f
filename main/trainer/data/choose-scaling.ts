import { plainScaling, type InputScaling } from '../../../shared/domain/input-scaling.ts';
import type { DataSettings } from '../../../shared/domain/settings/data-settings.ts';
import type { PixelFile } from '../../../shared/trainer-protocol.ts';
import { divide, takeTurns } from './batches.ts';
import { openPixelFile, type PixelReader } from './pixel-reader.ts';

/** Images counted between two turns of other jobs. */
const imagesATurn = 256;

/**
 * The scaling that a run's setting stands for.
 *
 * @param records the training part alone: what validation looks like must not leak into training
 * @throws AppError `cache-damaged`
 */
export async function chooseScaling(
  setting: DataSettings['scaling'],
  pixels: PixelFile,
  records: readonly number[],
): Promise<InputScaling> {
  if (setting === 'rescale') return plainScaling;
  if (setting === 'samplewise') return { kind: 'samplewise' };
  const reader = openPixelFile(pixels);
  try {
    return { kind: 'featurewise', ...(await measurePixels(reader, records)) };
  } finally {
    reader.close();
  }
}

/** Mean and standard deviation over every pixel of the records, grey values being 0 to 1. */
async function measurePixels(
  reader: PixelReader,
  records: readonly number[],
): Promise<{ mean: number; standardDeviation: number }> {
  const counts = new Float64Array(256);
  for (const part of divide(records, imagesATurn)) {
    for (const byte of reader.readBytes(part)) counts[byte] = (counts[byte] ?? 0) + 1;
    await takeTurns();
  }
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, byte) => sum + (count * byte) / 255, 0) / pixels;
  const variance = counts.reduce((sum, count, byte) => sum + count * (byte / 255 - mean) ** 2, 0) / pixels;
  return { mean, standardDeviation: Math.sqrt(variance) };
}
