import { describe, expect, it } from 'vitest';
import { imageQuerySchema, type ImageQuery } from '../../shared/domain/image-query.ts';
import { Images } from '../../renderer/state/images.svelte.ts';
import { pickContactSheet } from '../../renderer/pick-contact-sheet.ts';
import { FakeApp } from './fake-app.ts';
import { makeListedImage } from './make-listed-image.ts';

const everything = imageQuerySchema.parse({});

function ofClass(className: string): ImageQuery {
  return imageQuerySchema.parse({ filter: { classNames: [className] } });
}

describe('Images', () => {
  it('has its length before the first page, and fetches each page once as it comes into view', async () => {
    const app = new FakeApp();
    const images = new Images(app.api);
    images.open(1, everything, 250);
    expect(images.total).toBe(250);
    const first = app.waiting('images:list');
    expect(first.input).toEqual({ dataset: 1, ...everything, offset: 0, limit: 100 });
    await first.succeed({ images: [makeListedImage(1), makeListedImage(2)], total: 240 });
    expect(images.total).toBe(240);
    expect(images.at(1)?.id).toBe(2);
    images.show(90, 210);
    images.show(90, 210);
    expect(app.calls.map(({ input }) => input)).toMatchObject([{ offset: 100 }, { offset: 200 }]);
    expect(images.at(100)).toBeNull();
  });

  it('fetches what comes next the way it is scrolled, and nothing beyond either end', async () => {
    const app = new FakeApp();
    const images = new Images(app.api);
    const offsets = (): unknown[] => app.calls.map(({ input }) => input).sort(byOffset);
    const byOffset = (one: unknown, other: unknown): number =>
      JSON.stringify(one).localeCompare(JSON.stringify(other), 'en', { numeric: true });
    images.open(1, everything, 1000);
    await app.waiting('images:list').succeed({ images: [], total: 1000 });
    images.show(0, 20);
    expect(app.calls).toEqual([]);
    images.show(20, 40);
    expect(offsets()).toMatchObject([{ offset: 100 }, { offset: 200 }, { offset: 300 }]);
    app.calls.length = 0;
    images.show(950, 970);
    expect(offsets()).toMatchObject([{ offset: 900 }]);
    app.calls.length = 0;
    images.show(930, 950);
    expect(offsets()).toMatchObject([{ offset: 600 }, { offset: 700 }, { offset: 800 }]);
  });

  it('drops pages of the class that was open before', async () => {
    const app = new FakeApp();
    const images = new Images(app.api);
    images.open(1, ofClass('NORMAL'), 2);
    const stale = app.waiting('images:list');
    images.open(1, ofClass('PNEUMONIA'), 1);
    await app
      .waiting('images:list')
      .succeed({ images: [makeListedImage(9, { className: 'PNEUMONIA' })], total: 1 });
    await stale.succeed({ images: [makeListedImage(1), makeListedImage(2)], total: 2 });
    expect(images.total).toBe(1);
    expect(images.at(0)?.id).toBe(9);
  });

  it('shows a page that failed and asks for it again on demand', async () => {
    const app = new FakeApp();
    const images = new Images(app.api);
    images.open(1, everything, 1);
    await app
      .waiting('images:list')
      .fail({ code: 'dataset-not-found', message: 'There is no such dataset.' });
    expect(images.error?.code).toBe('dataset-not-found');
    images.retry();
    await app.waiting('images:list').succeed({ images: [makeListedImage(1)], total: 1 });
    expect(images.error).toBeNull();
    expect(images.at(0)?.id).toBe(1);
  });
});

describe('pickContactSheet', () => {
  it('takes classes in turn and different patients first', () => {
    const normal = [
      makeListedImage(1, { patient: 'a' }),
      makeListedImage(2, { patient: 'a' }),
      makeListedImage(3, { patient: 'b' }),
    ];
    const pneumonia = [makeListedImage(4, { className: 'PNEUMONIA', patient: 'c' })];
    const ids = (count: number): number[] => pickContactSheet([normal, pneumonia], count).map(({ id }) => id);
    expect(ids(3)).toEqual([1, 4, 3]);
    expect(ids(12)).toEqual([1, 4, 3, 2]);
    expect(pickContactSheet([], 12)).toEqual([]);
  });
});
