import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** Images a class that are drawn; the others are these again in files of other content. */
const mostDrawn = 12;

const samplesFolder = path.resolve(import.meta.dirname, '..', '..', 'samples', 'images', 'train');

export interface ImagesToMake {
  /** Of a new folder, which takes a folder a class. */
  readonly folder: string;
  /** Images a class. */
  readonly count: number;
  /** Side of the square images in pixels. */
  readonly side: number;
}

/**
 * Writes JPEGs made of the sample images, each of other content: turned by a fraction of a degree, at another
 * brightness, and with the noise that radiographs have. Of many, later files show what earlier ones do and differ
 * from them in a comment alone.
 */
export async function makeImages({ folder, count, side }: ImagesToMake): Promise<void> {
  for (const className of ['NORMAL', 'PNEUMONIA']) {
    const source = path.join(samplesFolder, className);
    const names = await readdir(source);
    await mkdir(path.join(folder, className), { recursive: true });
    for (let index = 0; index < count; index += 1) {
      const toPath = (number: number): string =>
        path.join(folder, className, `${className.toLowerCase()}-${number}.jpeg`);
      if (index >= mostDrawn) await copyWithComment(toPath(index % mostDrawn), toPath(index), index);
      else
        await makeVariant(path.join(source, names[index % names.length] ?? ''), toPath(index), side, index);
    }
  }
}

async function makeVariant(source: string, target: string, side: number, index: number): Promise<void> {
  const noise = { type: 'gaussian', mean: 128, sigma: 6 } as const;
  const changed = await sharp(source)
    .rotate(((index * 7) % 40) / 10 - 2, { background: 'black' })
    .resize(side, side, { fit: 'fill' })
    .modulate({ brightness: 0.9 + ((index * 3) % 20) / 100 })
    .toBuffer();
  await sharp(changed)
    .composite([
      {
        input: { create: { width: side, height: side, channels: 3, background: 'grey', noise } },
        blend: 'soft-light',
      },
    ])
    .greyscale()
    .jpeg({ quality: 90 })
    .toFile(target);
}

/** Copies a JPEG with a comment (the segment FFFE) after its first marker. */
async function copyWithComment(source: string, target: string, number: number): Promise<void> {
  const bytes = await readFile(source);
  const comment = Buffer.from([0xff, 0xfe, 0, 6, 0, 0, 0, 0]);
  comment.writeUInt32BE(number, 4);
  await writeFile(target, Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]));
}
