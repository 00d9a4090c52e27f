import { mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../../main/db/client.ts';
import { savePixelCache } from '../../main/db/pixel-caches.ts';
import { openHome } from '../../main/home.ts';
import { importImageSize } from '../../main/library/import-pixels.ts';
import { toPixelPath } from '../../main/library/pixel-file.ts';
import { readImage } from '../../main/library/read-image.ts';

const samplesFolder = path.resolve(import.meta.dirname, '..', '..', 'samples', 'images', 'train');
/** Real images that the records show in turns. */
const imagesAClass = 48;
const bytesARecord = importImageSize ** 2;
/** Ten rows of a record. */
const bytesAStripe = importImageSize * 10;

/**
 * Gives a dataset of `fillLibrary` its pixels, 22,500 bytes an image: those of sample images, again and again, each
 * time with other stripes turned to their negative, so that few look like another.
 */
export async function fillPixels(homeDirectory: string, datasetId: number, records: number): Promise<void> {
  const home = openHome(homeDirectory);
  const shown = await readSamples();
  const target = toPixelPath(home, datasetId, importImageSize);
  await mkdir(path.dirname(target), { recursive: true });
  const handle = await open(target, 'w');
  try {
    const recordsABlock = shown.byteLength / bytesARecord;
    for (let record = 0; record < records; record += recordsABlock) {
      const block = Buffer.from(shown.subarray(0, (records - record) * bytesARecord));
      turnStripes(block, record);
      await handle.write(block);
    }
  } finally {
    await handle.close();
  }
  const database = openDatabase(home.databasePath);
  savePixelCache(database, datasetId, { imageSize: importImageSize, records });
  database.close();
}

/** Turns stripes of every record of a block to their negative, which ones by the bits of a number made of its own. */
function turnStripes(block: Buffer, firstRecord: number): void {
  for (let place = 0; place < block.byteLength; place += bytesAStripe) {
    const stripe = Math.floor((place % bytesARecord) / bytesAStripe);
    const bits = Math.imul(firstRecord + Math.floor(place / bytesARecord) + 1, 0x9e3779b1) >>> 8;
    if (((bits >>> stripe) & 1) === 0) continue;
    for (let at = place; at < place + bytesAStripe; at += 1) block[at] = 255 - (block[at] ?? 0);
  }
}

async function readSamples(): Promise<Buffer> {
  const pixels: Uint8Array[] = [];
  for (const className of ['NORMAL', 'PNEUMONIA']) {
    const folder = path.join(samplesFolder, className);
    for (const name of (await readdir(folder)).slice(0, imagesAClass)) {
      pixels.push((await readImage(path.join(folder, name), importImageSize)).pixels);
    }
  }
  return Buffer.concat(pixels);
}
