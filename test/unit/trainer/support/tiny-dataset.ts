import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from '../../../../shared/domain/seeded-random.ts';
import { runSettingsSchema, type RunSettings } from '../../../../shared/domain/run-settings.ts';
import type { LabelledRecords, TrainCommand } from '../../../../shared/trainer-protocol.ts';

const imageSize = 32;
const images = 36;

/**
 * Writes a pixel file that a network learns in a few steps: noise, and in every second image a bright disc.
 *
 * @returns a command that trains on 24 of its images, 3 batches an epoch, and validates on 12
 */
export function makeTinyRun(folder: string, settings: Partial<RunSettings> = {}): TrainCommand {
  const file = path.join(folder, `${imageSize}.u8`);
  writeFileSync(file, drawImages());
  return {
    type: 'train',
    jobId: 'train',
    runDirectory: folder,
    preset: 'cnn5',
    network: null,
    settings: runSettingsSchema.parse({
      epochs: 3,
      batchSize: 8,
      imageSize,
      seed: 5,
      patience: 0,
      ...settings,
    }),
    classes: ['NORMAL', 'PNEUMONIA'],
    pixels: { path: file, imageSize },
    train: select(0, 24),
    validation: select(24, images),
    resume: false,
  };
}

/** Records from `first` to before `end`; odd ones are positive. */
function select(first: number, end: number): LabelledRecords {
  const records = Array.from({ length: end - first }, (_, index) => first + index);
  return { records, labels: records.map((record) => (record % 2 === 1 ? 1 : 0)) };
}

/** The same with three classes: of every three images one has the disc, and one a bright edge. */
export function makeThreeClassRun(folder: string, settings: Partial<RunSettings> = {}): TrainCommand {
  const command = makeTinyRun(folder, settings);
  writeFileSync(command.pixels.path, drawThreeClasses());
  const relabel = ({ records }: LabelledRecords): LabelledRecords => ({
    records,
    labels: records.map((record) => record % 3),
  });
  return {
    ...command,
    classes: ['NORMAL', 'BACTERIA', 'VIRUS'],
    train: relabel(command.train),
    validation: relabel(command.validation),
  };
}

function drawThreeClasses(): Uint8Array {
  return drawNoise((image, x, y) =>
    image % 3 === 1 ? Math.hypot(x - 16, y - 16) < 8 : image % 3 === 2 && x < 6,
  );
}

function drawImages(): Uint8Array {
  return drawNoise((image, x, y) => image % 2 === 1 && Math.hypot(x - 16, y - 16) < 8);
}

/** @param isBright whether an image is brighter than its noise at a place */
function drawNoise(isBright: (image: number, x: number, y: number) => boolean): Uint8Array {
  const random = createRandom(1);
  const pixels = new Uint8Array(images * imageSize * imageSize);
  for (let index = 0; index < pixels.length; index += 1) {
    const image = Math.floor(index / imageSize ** 2);
    const [x, y] = [index % imageSize, Math.floor(index / imageSize) % imageSize];
    pixels[index] = random.next() * 150 + (isBright(image, x, y) ? 100 : 0);
  }
  return pixels;
}
