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

/** Gives a dataset of `fillLibrary` its pixels, 22,500 bytes an image: those of sample images, again and again. */
export async function fillPixels(homeDirectory: string, datasetId: number, records: number): Promise<void> {
  const home = openHome(homeDirectory);
  const shown = await readSamples();
  const target = toPixelPath(home, datasetId, importImageSize);
  await mkdir(path.dirname(target), { recursive: true });
  const handle = await open(target, 'w');
  try {
    const recordsABlock = shown.byteLength / importImageSize ** 2;
    for (let record = 0; record < records; record += recordsABlock) {
      const count = Math.min(recordsABlock, records - record);
      await handle.write(shown, 0, count * importImageSize ** 2);
    }
  } finally {
    await handle.close();
  }
  const database = openDatabase(home.databasePath);
  savePixelCache(database, datasetId, { imageSize: importImageSize, records });
  database.close();
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
