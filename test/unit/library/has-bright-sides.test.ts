import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { readImage, readImageBytes } from '../../../main/library/read-image.ts';

const samples = path.resolve(import.meta.dirname, '../../../samples/images/train');
const films = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name, index) => name.endsWith('.jpeg') && index % 4 === 0)
  .map((name) => path.join(samples, name));

/** How many of the sample films are told to have bright sides, after a change. */
async function count(change: (film: Sharp) => Sharp): Promise<number> {
  let found = 0;
  for (const film of films) {
    const bytes = await change(sharp(film)).png().toBuffer();
    if ((await readImageBytes(bytes, film, 150)).hasBrightSides) found += 1;
  }
  return found;
}

it('is told of every film whose greys are inverted, and of none as it is', async () => {
  const asTheyAre = await Promise.all(films.map(async (film) => await readImage(film, 150)));
  expect(asTheyAre.filter(({ hasBrightSides }) => hasBrightSides)).toEqual([]);
  expect(await count((film) => film.negate())).toBe(films.length);
});

it('is told of a film in a wide white frame, and of none in a black one', async () => {
  const frame = { top: 30, bottom: 30, left: 30, right: 30 };
  expect(await count((film) => film.extend({ ...frame, background: 'white' }))).toBe(films.length);
  expect(await count((film) => film.extend({ ...frame, background: 'black' }))).toBe(0);
});
