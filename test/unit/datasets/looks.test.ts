import { rmSync } from 'node:fs';
import pino from 'pino';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findClosePairs } from '../../../main/library/near-duplicates/close-pairs.ts';
import { DisjointSets } from '../../../main/library/near-duplicates/disjoint-sets.ts';
import { type DatasetService, createDatasetService } from '../../../main/services/datasets.ts';
import { createRandom, drawBelow } from '../../../shared/domain/seeded-random.ts';
import { makeFolder } from '../library/make-folder.ts';
import { makePng } from '../library/make-png.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

let library: TestLibrary;
let service: DatasetService;
let source: string;

beforeEach(() => {
  library = openLibrary();
  service = createDatasetService({ ...library, publish: () => {}, log: pino({ level: 'silent' }) });
  source = '';
});
afterEach(() => {
  library.close();
  if (source !== '') rmSync(source, { recursive: true, force: true });
});

/** An even picture of one grey level. */
function flat(level: number, width: number, height: number): Buffer {
  return makePng({ width, height, pixel: () => [level] });
}

describe('statistics', () => {
  it('of even pictures are what arithmetic says', async () => {
    source = makeFolder({
      'N/person1_virus_1.png': flat(40, 60, 50),
      'N/person1_virus_2.png': flat(80, 60, 50),
      'P/person2_virus_1.png': flat(200, 100, 80),
    });
    await library.import(source);
    const { classes, sizes, imagesAPatient, images, patients } = await service.measure('test');
    expect({ images, patients }).toEqual({ images: 3, patients: 2 });
    const [negative, positive] = classes;
    // half the pixels at 40 and half at 80: mean 60, deviation 20; bins are 4 levels wide
    expect(negative).toMatchObject({ name: 'N', images: 2, patients: 1, mean: 60, deviation: 20 });
    expect(negative?.intensities[10]).toBe(0.5);
    expect(negative?.intensities[20]).toBe(0.5);
    expect(positive).toMatchObject({ name: 'P', images: 1, patients: 1, mean: 200, deviation: 0 });
    expect(positive?.intensities[50]).toBe(1);
    const mean = Buffer.from(negative?.meanImage?.pixels ?? '', 'base64');
    expect(mean.length).toBe((negative?.meanImage?.side ?? 0) ** 2);
    expect(new Set(mean)).toEqual(new Set([60]));
    expect(sizes).toEqual([
      { className: 'N', width: 60, height: 50, images: 2 },
      { className: 'P', width: 100, height: 80, images: 1 },
    ]);
    expect(imagesAPatient).toEqual([
      { images: 1, patients: 1 },
      { images: 2, patients: 1 },
    ]);
  });

  it('are kept, and made anew when labels or exclusions change', async () => {
    source = makeFolder({
      'N/a.png': flat(40, 60, 50),
      'N/b.png': flat(80, 60, 50),
      'P/c.png': flat(200, 100, 80),
    });
    await library.import(source);
    const first = await service.measure('test');
    expect(await service.measure('test')).toEqual(first);
    await service.images.setExcluded({ dataset: 'test', images: [1] }, true);
    const second = await service.measure('test');
    expect(second).toMatchObject({ images: 2, excluded: 1 });
    expect(second.classes[0]).toMatchObject({ images: 1, mean: 80 });
    await service.images.correctLabel({ dataset: 'test', images: [2], className: 'P' });
    // 80 and 200 together
    expect((await service.measure('test')).classes[1]).toMatchObject({ images: 2, mean: 140, deviation: 60 });
  });
});

/** A smooth random picture: 16 x 16 random levels, enlarged. */
async function makeScene(seed: number): Promise<Buffer> {
  const random = createRandom(seed);
  const levels = Uint8Array.from({ length: 256 }, () => drawBelow(random, 256));
  return sharp(levels, { raw: { width: 16, height: 16, channels: 1 } })
    .resize(320, 320, { kernel: 'cubic' })
    .png()
    .toBuffer();
}

describe('near-duplicates', () => {
  it('are found where one picture was re-encoded, shrunk or brightened, and among different ones not', async () => {
    const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(makeScene));
    source = makeFolder({
      'N/one.png': one ?? '',
      'N/one again.jpg': await sharp(one).jpeg({ quality: 60 }).toBuffer(),
      'P/one small.png': await sharp(one).resize(170, 170).png().toBuffer(),
      'N/two.png': two ?? '',
      'P/two bright.png': await sharp(two).linear(0.8, 30).png().toBuffer(),
      'P/three.png': three ?? '',
      'P/four.png': four ?? '',
    });
    await library.import(source);
    const near = (await service.audit('test')).findings.filter(({ kind }) => kind === 'near-duplicate');
    expect(near.map(({ paths }) => paths)).toEqual([
      ['N/one again.jpg', 'N/one.png', 'P/one small.png'],
      ['N/two.png', 'P/two bright.png'],
    ]);
    expect(near[0]?.message).toContain('2 classes');
    expect(near[0]?.images).toHaveLength(3);
    await service.images.setExcluded({ dataset: 'test', images: near[1]?.images.slice(0, 1) ?? [] }, true);
    expect((await service.audit('test')).counts['near-duplicate']).toBe(1);
  });
});

describe('findClosePairs', () => {
  it('finds exactly the pairs that comparing all with all finds', () => {
    const random = createRandom(5);
    const hashes = Array.from({ length: 40 }, () => BigInt(drawBelow(random, 2 ** 31)) * 4294967296n);
    // copies of some with 1 to 9 bits turned over
    for (let copy = 0; copy < 60; copy += 1) {
      let hash = hashes[copy % 40] ?? 0n;
      for (let bit = 0; bit <= copy % 9; bit += 1) hash ^= 1n << BigInt(drawBelow(random, 64));
      hashes.push(hash);
    }
    const differing = (first: bigint, second: bigint): number =>
      (first ^ second).toString(2).replaceAll('0', '').length;
    const expected = hashes.flatMap((first, place) =>
      hashes
        .slice(0, place)
        .flatMap((second, other) => (differing(first, second) <= 6 ? [`${other} ${place}`] : [])),
    );
    const texts = hashes.map((hash) => hash.toString(16).padStart(16, '0'));
    const found = [...findClosePairs(texts)].flatMap((pair) => (pair === null ? [] : [pair.join(' ')]));
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(expected.length).toBeGreaterThan(30);
  });
});

describe('DisjointSets', () => {
  it('joins pairs into sets', () => {
    const sets = new DisjointSets(7);
    sets.join(5, 2);
    sets.join(2, 6);
    sets.join(0, 3);
    expect(sets.list()).toEqual([
      [0, 3],
      [2, 5, 6],
    ]);
  });
});
