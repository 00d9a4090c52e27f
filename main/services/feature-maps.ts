import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import {
  type DrawnFeatureMaps,
  mostFeatureMaps,
  type WrittenFeatureMaps,
} from '../../shared/domain/feature-maps.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { readImageBytes } from '../library/read-image.ts';
import { readImageFile } from '../library/read-image-file.ts';
import { readPictureSource } from '../pictures.ts';
import { arrangeSheet, type GreyPicture } from './feature-maps/arrange-sheet.ts';
import { makePictureFolder, writePicture } from './picture-folder.ts';
import { resolveRunWithModel, type RunWithModel } from './runs/resolve-run.ts';
import type { RunModel } from './runs/run-models.ts';
import type { ServiceContext } from './service-context.ts';

/** What the channels of a network's layer make of an image. */
export interface FeatureMapService {
  /**
   * @throws AppError run-not-found, run-without-model; input-invalid where the network has no such layer, or the
   *   run has no network of its own; and what reading the image throws
   */
  draw(input: ParsedInput<'feature-maps:draw'>): Promise<DrawnFeatureMaps>;
  /** @throws AppError as `draw`; output-not-writable, disk-full */
  write(input: ParsedInput<'feature-maps:write'>): Promise<WrittenFeatureMaps>;
}

/** An image's file, and what to call it. */
interface ImageBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

interface FeatureMap {
  readonly channel: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly picture: GreyPicture;
}

export function createFeatureMapService(context: ServiceContext): FeatureMapService {
  return {
    async draw({ run: reference, layer, image }) {
      const run = resolveRunWithModel(context, reference);
      const source = await readPictureSource(context.database, image.kind, image.id);
      const { maps, ...shape } = await makeFeatureMaps(context, run, layer, source);
      const drawn = maps.map(async ({ picture, ...map }) => {
        const png = await toPng(picture);
        return { ...map, picture: `data:image/png;base64,${png.toString('base64')}` };
      });
      return { ...shape, maps: await Promise.all(drawn) };
    },
    async write({ run: reference, layer, path: file, folder: wanted }) {
      const run = resolveRunWithModel(context, reference);
      const name = path.basename(file);
      const source = { name, bytes: await readImageFile(path.resolve(file), name) };
      const folder = await makePictureFolder(wanted);
      const { maps, ...shape } = await makeFeatureMaps(context, run, layer, source);
      const stem = `${path.parse(name).name}.${layer}`;
      const written: WrittenFeatureMaps['maps'] = [];
      for (const { picture, ...map } of maps) {
        const channel = String(map.channel).padStart(2, '0');
        const target = await writePicture(folder, `${stem}.${channel}.png`, await toPng(picture));
        written.push({ ...map, path: target });
      }
      const sheet = await toPng(arrangeSheet(maps.map(({ picture }) => picture)));
      return { ...shape, maps: written, sheet: await writePicture(folder, `${stem}.png`, sheet) };
    },
  };
}

async function makeFeatureMaps(
  { makeScratchPath, openTrainer, closing }: ServiceContext,
  run: RunWithModel,
  layer: string,
  { name, bytes }: ImageBytes,
): Promise<Omit<DrawnFeatureMaps, 'maps'> & { readonly maps: readonly FeatureMap[] }> {
  const { directory, imageSize } = requireOneModel(run);
  const pixels = { path: makeScratchPath('.pixels'), imageSize };
  const outputPath = makeScratchPath('.maps');
  try {
    await writeFile(pixels.path, (await readImageBytes(bytes, name, imageSize)).pixels);
    const made = await openTrainer().run(
      {
        type: 'feature-maps',
        jobId: `feature-maps-${randomUUID()}`,
        model: { directory, pixels },
        layer,
        most: mostFeatureMaps,
        outputPath,
      },
      { signal: closing },
    );
    const { width, height, channels, ranges } = made;
    const cells = await readFile(outputPath);
    const maps = ranges.map((range, place) => ({
      channel: place + 1,
      ...range,
      picture: {
        width,
        height,
        pixels: cells.subarray(place * width * height, (place + 1) * width * height),
      },
    }));
    return { run: run.id, runName: run.name, layer, width, height, channels, maps };
  } finally {
    await Promise.all([pixels.path, outputPath].map(async (file) => await rm(file, { force: true })));
  }
}

function requireOneModel({ kind, name, models }: RunWithModel): RunModel {
  const [model] = models;
  if (model !== undefined && kind !== 'ensemble') return model;
  throw new AppError(
    'input-invalid',
    `The ensemble "${name}" has no network of its own. Name one of its members: ${models.map(({ run }) => run.name).join(', ')}.`,
    { ensemble: name },
  );
}

async function toPng({ width, height, pixels }: GreyPicture): Promise<Buffer> {
  return await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
