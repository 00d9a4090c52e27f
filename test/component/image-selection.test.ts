import { beforeEach, describe, expect, it } from 'vitest';
import { imageQuerySchema } from '../../shared/domain/image-query.ts';
import type { ListedImage } from '../../shared/domain/image.ts';
import { ImageEdits } from '../../renderer/state/image-edits.svelte.ts';
import { ImageFilters } from '../../renderer/state/image-filters.svelte.ts';
import { ImageSelection } from '../../renderer/state/image-selection.svelte.ts';
import { Images } from '../../renderer/state/images.svelte.ts';
import { Router } from '../../renderer/state/router.svelte.ts';
import { toasts } from '../../renderer/state/toasts.svelte.ts';

import { FakeApp, settle } from './fake-app.ts';
import { makeListedImage } from './make-listed-image.ts';

function makeImages(count: number, firstId: number): ListedImage[] {
  return Array.from({ length: count }, (_, place) => makeListedImage(firstId + place));
}

let app: FakeApp;
let images: Images;
let selection: ImageSelection;

beforeEach(async () => {
  app = new FakeApp();
  images = new Images(app.api);
  selection = new ImageSelection(images);
  images.open(1, imageQuerySchema.parse({}), 250);
  // positions 0 to 99 have ids 1000 to 1099
  await app.waiting('images:list').succeed({ images: makeImages(100, 1000), total: 250 });
});

describe('ImageSelection', () => {
  it('chooses one, a range, and one more or less', async () => {
    await selection.choose(3);
    expect([...selection.ids]).toEqual([1003]);
    expect(selection.single).toBe(3);
    await selection.extend(5);
    expect([...selection.ids]).toEqual([1003, 1004, 1005]);
    expect(selection.single).toBeNull();
    await selection.toggle(4);
    expect([...selection.ids]).toEqual([1003, 1005]);
    await selection.extend(2);
    expect([...selection.ids]).toEqual([1002, 1003, 1004]);
    expect([1, 2, 4, 5].map((position) => selection.has(position))).toEqual([false, true, true, false]);
  });

  it('asks for the ids of what it has not seen', async () => {
    const all = selection.chooseAll();
    const call = app.waiting('images:list-ids');
    expect(call.input).toMatchObject({ dataset: 1, offset: 0, limit: 250 });
    await call.succeed(Array.from({ length: 250 }, (_, place) => 1000 + place));
    await all;
    expect(selection.count).toBe(250);
  });

  it('keeps the newest choice where ids of an older one come late', async () => {
    const all = selection.chooseAll();
    await selection.choose(1);
    await app.waiting('images:list-ids').succeed([1000, 1001, 1002]);
    await all;
    expect([...selection.ids]).toEqual([1001]);
  });

  it('follows the images, not their places, when the list changes', async () => {
    await selection.choose(2);
    app.push('dataset:changed', { datasetId: 1 });
    await app.waiting('images:list').succeed({ images: makeImages(99, 1001), total: 249 });
    expect(selection.has(1)).toBe(true);
    expect(selection.has(2)).toBe(false);
    expect(selection.single).toBeNull();
  });
});

describe('ImageEdits', () => {
  const edit = {
    id: 1,
    field: 'class',
    newValue: 'PNEUMONIA',
    images: 2,
    changedAt: '2026-03-04T10:00:00.000Z',
  } as const;

  it('offers to undo what was done, and sends presses one after the other', async () => {
    const edits = new ImageEdits(app.api);
    void edits.open(1);
    await app.waiting('images:show-history').succeed({ undo: null, redo: null });
    const done = edits.correctLabel(1, [1000, 1001], 'PNEUMONIA');
    await settle();
    expect(edits.isBusy).toBe(true);
    const call = app.waiting('images:correct-label');
    expect(call.input).toEqual({ dataset: 1, images: [1000, 1001], className: 'PNEUMONIA' });
    await call.succeed({ changed: 2, history: { undo: edit, redo: null } });
    await done;
    expect(edits.history.undo?.images).toBe(2);
    const toast = toasts.items.at(-1);
    expect(toast?.message).toBe('2 images have the label PNEUMONIA.');
    toast?.action?.run();
    void edits.redo(1);
    await settle();
    expect(app.calls.map(({ method }) => method)).toEqual(['images:undo']);
    await app.waiting('images:undo').succeed({ changed: 2, history: { undo: null, redo: edit } });
    expect(edits.history.redo?.id).toBe(1);
    expect(app.calls.map(({ method }) => method)).toEqual(['images:redo']);
  });
});

describe('ImageFilters', () => {
  async function openGrid(): Promise<{ filters: ImageFilters; router: Router }> {
    const router = new Router();
    await go(() => router.openHash('#/datasets/1'));
    return { filters: new ImageFilters(router), router };
  }

  /** Changes the address, and waits until the window has heard of it. */
  async function go(change: () => void): Promise<void> {
    const heard = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    change();
    await heard;
  }

  it('stand in the address, where back finds those before', async () => {
    const { filters, router } = await openGrid();
    await go(() => filters.narrow({ classNames: ['NORMAL'] }));
    await go(() => filters.sort({ sort: 'size' }));
    await go(() => filters.search('virus'));
    await go(() => filters.search('virus_1'));
    expect(location.hash).toBe('#/datasets/1?class=NORMAL&search=virus_1&sort=size');
    expect(filters.query).toMatchObject({ sort: 'size', filter: { search: 'virus_1' } });
    // What was typed in steps is one step back.
    await go(() => router.goBack());
    expect(location.hash).toBe('#/datasets/1?class=NORMAL&sort=size');
    expect(filters.query).toMatchObject({ sort: 'size', filter: { search: '' } });
    await go(() => filters.clear());
    expect(location.hash).toBe('#/datasets/1?sort=size');
  });

  it('drop what depends on a run with the run', async () => {
    const { filters } = await openGrid();
    await go(() => filters.narrow({ run: 3, verdicts: ['wrong'], classNames: ['NORMAL'] }));
    expect(filters.conditions).toBe(2);
    await go(() => filters.narrow({ run: null }));
    expect(location.hash).toBe('#/datasets/1?class=NORMAL');
  });
});
