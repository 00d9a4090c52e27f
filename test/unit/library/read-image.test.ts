import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFileError } from '../../../main/library/image-error.ts';
import { decodeFullImage } from '../../../main/library/read-full-image.ts';
import { readImage, readImageBytes } from '../../../main/library/read-image.ts';
import { addProfile, makeLinearGreyProfile } from './make-grey-profile.ts';
import { makeHugePng, makePng } from './make-png.ts';

const samples = path.resolve(import.meta.dirname, '../../../samples/images/train/NORMAL');
const fullResolution = path.resolve(import.meta.dirname, '../../fixtures/full-resolution');
const radiograph = readFileSync(path.join(fullResolution, 'person1011_bacteria_2942.jpeg'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'read-image-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: Buffer, imageSize = 40): ReturnType<typeof readImageBytes> {
  return readImageBytes(bytes, 'x.png', imageSize);
}

describe('readImage', () => {
  it('gives the size, hash and square of grey pixels of a radiograph', async () => {
    const image = await readImage(path.join(fullResolution, 'person1011_bacteria_2942.jpeg'), 150);
    expect(image).toMatchObject({ width: 1128, height: 520, sizeBytes: 31573, isColour: false });
    expect(image.pixels).toHaveLength(150 * 150);
    expect(image.contentHash).toBe(createHash('sha256').update(radiograph).digest('hex'));
    // the mean grey of the whole is kept by any fair reduction
    const whole = await sharp(radiograph).greyscale().stats();
    const mean = image.pixels.reduce((sum, grey) => sum + grey, 0) / image.pixels.length;
    expect(Math.abs(mean - (whole.channels[0]?.mean ?? 0))).toBeLessThan(1);
  });

  it('leaves pixels alone where the size is the same', async () => {
    const { pixels } = await read(makePng({ width: 40, height: 40, pixel: (x, y) => [x * 6 + (y & 3)] }));
    expect(pixels[0]).toBe(0);
    expect(pixels[39]).toBe(234);
    expect(pixels[40 * 2 + 10]).toBe(62);
  });

  it('squeezes into the square what is not square, without cutting', async () => {
    // left half black, right half white, twice as wide as high
    const { pixels, width, height } = await read(
      makePng({ width: 160, height: 80, pixel: (x) => [x < 80 ? 0 : 255] }),
    );
    expect([width, height]).toEqual([160, 80]);
    for (const row of [0, 20, 39]) {
      expect([...pixels.subarray(row * 40, row * 40 + 16)]).toEqual(Array(16).fill(0));
      expect([...pixels.subarray(row * 40 + 24, row * 40 + 40)]).toEqual(Array(16).fill(255));
    }
  });

  it('takes the upper 8 of 16 bits', async () => {
    const { pixels } = await read(makePng({ width: 40, height: 40, bits: 16, pixel: (x) => [x * 1600 + 7] }));
    for (const x of [0, 1, 17, 39]) expect(pixels[x]).toBe((x * 1600 + 7) >> 8);
  });

  it('turns colour into grey by the luma of BT.601 and says that there is colour', async () => {
    const colours = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [200, 100, 50],
    ];
    const { pixels, isColour } = await read(
      makePng({ width: 40, height: 40, kind: 'rgb', pixel: (x) => colours[Math.floor(x / 10)] ?? [] }),
    );
    // 0.299 R + 0.587 G + 0.114 B, rounded
    expect([pixels[5], pixels[15], pixels[25], pixels[35]]).toEqual([76, 150, 29, 124]);
    expect(isColour).toBe(true);
  });

  it('does not call a grey image in three channels coloured', async () => {
    const { pixels, isColour } = await read(
      makePng({ width: 40, height: 40, kind: 'rgb', pixel: (x) => [x, x, x] }),
    );
    expect(isColour).toBe(false);
    expect(pixels[33]).toBe(33);
  });

  it('applies the colour profile of a grey JPEG, and takes its values as they are without one', async () => {
    const grey = makePng({ width: 40, height: 40, pixel: () => [128] });
    const jpeg = await sharp(grey).toColourspace('b-w').jpeg({ quality: 100 }).toBuffer();
    expect((await read(jpeg)).pixels[820]).toBe(128);
    // half the light, by the formula of IEC 61966-2-1: 255 x (1.055 x (128 / 255)^(1 / 2.4) - 0.055) = 188
    const { pixels, isColour } = await read(addProfile(jpeg, makeLinearGreyProfile()));
    expect(Math.abs((pixels[820] ?? 0) - 188)).toBeLessThanOrEqual(1);
    expect(isColour).toBe(false);
  });

  it('lays transparency on black', async () => {
    const { pixels } = await read(
      makePng({ width: 40, height: 40, kind: 'grey-alpha', pixel: (x) => [200, x < 20 ? 255 : 0] }),
    );
    expect([pixels[5], pixels[35]]).toEqual([200, 0]);
  });

  it('turns a photograph the way its EXIF data says', async () => {
    const flat = makePng({ width: 80, height: 40, pixel: (_, y) => [y < 20 ? 250 : 5] });
    const turned = await sharp(flat).withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
    // orientation 6: shown turned by 90 degrees clockwise, so that the top comes to the right
    const { pixels, width, height } = await read(turned);
    expect([width, height]).toEqual([40, 80]);
    expect(pixels[20 * 40 + 2]).toBeLessThan(15);
    expect(pixels[20 * 40 + 37]).toBeGreaterThan(240);
  });

  it.each(['jpeg', 'png', 'tiff', 'webp', 'gif', 'avif'] as const)('reads %s', async (format) => {
    const source = sharp(makePng({ width: 60, height: 50, pixel: (x) => [x * 4] }));
    const { width, height, pixels } = await read(await source.toFormat(format).toBuffer());
    expect([width, height]).toEqual([60, 50]);
    expect(pixels[0]).toBeLessThan(20);
    expect(pixels[39]).toBeGreaterThan(220);
  });

  it('reads sample images', async () => {
    const files = readdirSync(samples).slice(0, 20);
    expect(files).toHaveLength(20);
    for (const file of files) {
      const image = await readImage(path.join(samples, file), 150);
      expect(image).toMatchObject({ width: 224, height: 224, isColour: false });
    }
  });
});

describe('readImage, of what is no good', () => {
  const codeOf = async (reading: Promise<unknown>): Promise<unknown> =>
    reading.then(
      () => 'read',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );

  it.each([0.05, 0.3, 0.9, 0.999])('refuses a JPEG cut off after %d of its bytes', async (share) => {
    expect(await codeOf(read(radiograph.subarray(0, Math.floor(radiograph.length * share))))).toBe(
      'image-truncated',
    );
  });

  it.each(['png', 'tiff', 'webp', 'gif', 'avif'] as const)('refuses half a %s', async (format) => {
    const whole = await sharp(radiograph).toFormat(format).toBuffer();
    expect(await codeOf(read(whole.subarray(0, whole.length / 2)))).toBe('image-truncated');
  });

  it('refuses bytes that are none', async () => {
    await expect(read(Buffer.alloc(0))).rejects.toMatchObject({ code: 'image-empty' });
  });

  it('refuses an empty file', async () => {
    writeFileSync(path.join(folder, 'empty.png'), '');
    await expect(readImage(path.join(folder, 'empty.png'), 40)).rejects.toMatchObject({
      code: 'image-empty',
      message: expect.stringContaining('empty.png'),
    });
  });

  it.each([
    ['text', Buffer.from('hello, not an image\n')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>')],
    ['a PDF', Buffer.from('%PDF-1.7\n%...\n')],
    ['one byte', Buffer.from('x')],
  ])('refuses %s, whatever its name', async (_, bytes) => {
    expect(await codeOf(readImageBytes(bytes, 'x.jpeg', 40))).toBe('image-not-an-image');
  });

  it('refuses fewer than 32 pixels in width or height, and takes 32', async () => {
    const ofSize = (width: number, height: number): Buffer => makePng({ width, height, pixel: () => [9] });
    expect(await codeOf(read(ofSize(31, 100)))).toBe('image-too-small');
    expect(await codeOf(read(ofSize(100, 31)))).toBe('image-too-small');
    expect(await codeOf(read(ofSize(32, 32)))).toBe('read');
    const jpeg = await sharp(ofSize(31, 100)).jpeg().toBuffer();
    await expect(read(jpeg)).rejects.toMatchObject({ details: { width: 31, height: 100 } });
  });

  it('refuses 30,000 x 30,000 pixels by the header alone', async () => {
    expect(await codeOf(read(makeHugePng(30_000)))).toBe('image-too-large');
  });

  it('says what is the matter with a file that is not there, a folder and a dead link', async () => {
    symlinkSync('nowhere', path.join(folder, 'dead'));
    for (const name of ['missing.png', 'dead']) {
      await expect(readImage(path.join(folder, name), 40)).rejects.toMatchObject({
        code: 'image-unreadable',
        message: expect.stringContaining('not there'),
      });
    }
    await expect(readImage(folder, 40)).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  it.skipIf(process.platform === 'win32')('does not wait for the writer of a pipe', async () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    expect(await codeOf(readImage(path.join(folder, 'pipe'), 40))).toBe('image-unreadable');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says that a file may not be opened',
    async () => {
      const file = path.join(folder, 'secret.png');
      writeFileSync(file, makePng({ width: 40, height: 40, pixel: () => [1] }));
      chmodSync(file, 0);
      await expect(readImage(file, 40)).rejects.toMatchObject({
        code: 'image-unreadable',
        message: expect.stringContaining('may not open'),
      });
    },
  );

  it('tells a denied file from other troubles', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(toFileError(denied, 'a.png')).toMatchObject({
      code: 'image-unreadable',
      message: expect.stringContaining('may not open'),
    });
  });
});

describe('decodeFullImage', () => {
  it('turns every pixel of a large image grey as Pillow does, its last ones too', async () => {
    const [width, height] = [1201, 1000];
    // red, green, blue, and what Pillow's convert("L") makes of them, over and over
    const rgb = Buffer.alloc(3 * width * height, Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255]));
    const grey = Buffer.alloc(width * height, Buffer.from([76, 150, 29]));
    const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    const image = await decodeFullImage(png, 'a.png');
    expect([image.width, image.height]).toEqual([width, height]);
    expect(grey.equals(image.pixels)).toBe(true);
  });
});
