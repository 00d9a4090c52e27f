import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import type { Run } from '../../../shared/domain/run.ts';
import { modelCardSchema } from '../../../shared/trainer-protocol.ts';
import { openLibrary, type OpenLibrary, trainRun } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
let original: Run;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
  original = await trainRun(application, 'first', { scaling: 'featurewise', seed: 7 }, 'robust');
});
afterAll(() => library.close());

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

async function repeat(name: string) {
  const { run } = await application.call('runs:repeat', { run: 'first', name });
  const ended = await application.call('runs:wait', { run });
  return { ended, repetition: await application.call('runs:show-repetition', { run }) };
}

async function exportImages(run: number): Promise<string[][]> {
  const file = path.join(library.folder, `${randomUUID()}.csv`);
  await application.call('runs:export-images', { run, path: file });
  const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(header).toBe('content_hash,path,label,patient,part');
  return rows.map((row) => row.split(','));
}

async function findImages(className: string): Promise<{ id: number; path: string }[]> {
  const { images } = await application.call('images:list', {
    dataset: 'tiny',
    filter: { classNames: [className] },
  });
  return images;
}

describe('the record of a run', () => {
  test('names every image it used by content, label and part, and a digest of them all', async () => {
    const rows = await exportImages(original.run);
    expect(rows).toHaveLength(original.split.train.images + original.split.val.images);
    for (const [hash, file = '', label] of rows) {
      expect(hash).toBe(sha256(readFileSync(path.join(library.source, file))));
      expect(label).toBe(file.split('/').at(-2));
    }
    expect(rows.filter((row) => row[4] === 'val')).toHaveLength(original.split.val.images);
    // the digest as it is documented: a line an image, in order
    const lines = rows.map(([hash, , label, , part]) => `${hash} ${part} ${label}\n`);
    expect(original.imagesDigest).toBe(sha256(lines.join('')));
  });

  test('has the hash of its weights, its temperature, and what it learnt of its training images', () => {
    const folder = path.join(library.home, 'runs', String(original.run), 'model');
    expect(original.weightsHash).toBe(sha256(readFileSync(path.join(folder, 'weights.bin'))));
    const card = modelCardSchema.parse(
      JSON.parse(readFileSync(path.join(folder, 'negatoscope.json'), 'utf8')),
    );
    expect(original.temperature).toBe(card.temperature);
    expect(original.scaling).toEqual(card.scaling);
    expect(original.scaling?.kind).toBe('featurewise');
    expect(original.repeats).toBeNull();
  });
});

describe('a run repeated', () => {
  test('on the same images ends with the same weights, to the last bit', async () => {
    const { ended, repetition } = await repeat('second');
    expect(ended).toMatchObject({
      status: 'completed',
      repeats: original.run,
      preset: original.preset,
      settings: original.settings,
      imagesDigest: original.imagesDigest,
      weightsHash: original.weightsHash,
      temperature: original.temperature,
      threshold: original.threshold,
    });
    expect(repetition).toEqual({
      run: ended.run,
      name: 'second',
      original: { run: original.run, name: 'first' },
      hasSameImages: true,
      differences: [],
      differenceCount: 0,
      hasSameEngine: true,
      hasSameWeights: true,
    });
  });

  test('after a label was corrected and an image excluded says which, and learns something else', async () => {
    const parts = new Map((await exportImages(original.run)).map(([, file = '', , , part]) => [file, part]));
    const relabelled = (await findImages('NORMAL')).find((image) => parts.has(image.path));
    const excluded = (await findImages('PNEUMONIA')).find((image) => parts.has(image.path));
    if (relabelled === undefined || excluded === undefined) throw new Error('images of both classes');
    await application.call('images:correct-label', {
      dataset: 'tiny',
      images: [relabelled.id],
      className: 'PNEUMONIA',
    });
    await application.call('images:exclude', { dataset: 'tiny', images: [excluded.id] });

    const { ended, repetition } = await repeat('third');
    expect(ended.split.train.images + ended.split.val.images).toBe(parts.size - 1);
    expect(repetition).toMatchObject({ hasSameImages: false, hasSameWeights: false, differenceCount: 2 });
    expect(new Set(repetition.differences)).toEqual(
      new Set([
        { kind: 'relabelled', path: relabelled.path, before: 'NORMAL', after: 'PNEUMONIA' },
        { kind: 'left-out', path: excluded.path, before: parts.get(excluded.path), after: null },
      ]),
    );

    // with both taken back, the data is what it was
    await application.call('images:undo', { dataset: 'tiny' });
    await application.call('images:undo', { dataset: 'tiny' });
    const { run } = await application.call('runs:repeat', { run: 'first' });
    await application.call('runs:stop', { run });
    expect(await application.call('runs:show-repetition', { run })).toMatchObject({ hasSameImages: true });
  });

  test('is refused where a class has no image left, and compared with nothing where it repeats none', async () => {
    const all = (await findImages('NORMAL')).map(({ id }) => id);
    await application.call('images:exclude', { dataset: 'tiny', images: all });
    await expect(application.call('runs:repeat', { run: 'first' })).rejects.toMatchObject({
      code: 'dataset-class-too-small',
      message: expect.stringContaining('NORMAL'),
    });
    await application.call('images:undo', { dataset: 'tiny' });
    await expect(application.call('runs:show-repetition', { run: 'first' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });
});
