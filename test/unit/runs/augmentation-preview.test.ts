import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { AugmentationPreview } from '../../../shared/domain/augmentation-preview.ts';
import { openLibrary, type OpenLibrary } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
});
afterAll(() => library.close());

async function preview(
  settings: Record<string, string | number | boolean>,
  preset = 'cnn5',
  draw = 0,
): Promise<AugmentationPreview[]> {
  return await application.call('augmentation:preview', {
    dataset: 'tiny',
    preset,
    settings: { imageSize: 32, ...settings },
    draw,
  });
}

async function decode(picture: string | undefined): Promise<number[]> {
  const bytes = Buffer.from((picture ?? '').replace(/^data:image\/png;base64,/, ''), 'base64');
  const { data, info } = await sharp(bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 32, height: 32, channels: 1 });
  return [...data];
}

describe('a preview of augmentation', () => {
  test('shows six images, of both classes alike and each of another patient', async () => {
    const images = await preview({});
    expect(images.map(({ className }) => className).sort()).toEqual([
      'NORMAL',
      'NORMAL',
      'NORMAL',
      'PNEUMONIA',
      'PNEUMONIA',
      'PNEUMONIA',
    ]);
    expect(new Set(images.map(({ path }) => path)).size).toBe(6);
    expect(images.map(({ variants }) => variants.length)).toEqual([3, 3, 3, 3, 3, 3]);
  });

  test('of settings that change nothing shows the image again', async () => {
    for (const { original, variants } of await preview({})) {
      expect(variants).toEqual([original, original, original]);
    }
  });

  test('shows what the settings do', async () => {
    const [first] = await preview({ verticalFlip: true });
    const upright = await decode(first?.original);
    const flipped = [...Array(32).keys()].reverse().flatMap((row) => upright.slice(row * 32, row * 32 + 32));
    for (const variant of first?.variants ?? []) {
      expect([upright, flipped]).toContainEqual(await decode(variant));
    }
  });

  test('is the same for a seed, and takes the settings of the preset', async () => {
    const once = await preview({}, 'robust');
    expect(await preview({}, 'robust')).toEqual(once);
    expect(once[0]?.variants[0]).not.toBe(once[0]?.variants[1]);
    expect(await preview({ seed: 2 }, 'robust')).not.toEqual(once);
  });

  test('draws other changes of the same images at another draw', async () => {
    const first = await preview({}, 'robust');
    const second = await preview({}, 'robust', 1);
    expect(second.map(({ path, original }) => [path, original])).toEqual(
      first.map(({ path, original }) => [path, original]),
    );
    for (const [index, { variants }] of second.entries()) {
      expect(variants).not.toEqual(first[index]?.variants);
    }
  });

  test('names the setting that is wrong', async () => {
    await expect(preview({ rotationRange: 500 })).rejects.toMatchObject({
      code: 'setting-invalid',
      details: { setting: 'rotationRange' },
    });
  });
});
