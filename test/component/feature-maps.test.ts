import { describe, expect, it } from 'vitest';
import { FeatureMaps } from '../../renderer/state/feature-maps.svelte.ts';
import { FakeApp } from './fake-app.ts';

const image = {
  id: 41,
  datasetId: 3,
  path: 'VIRUS/person1_virus_6.jpeg',
  className: 'VIRUS',
  patient: 'person:1',
  givenSplit: null,
  width: 100,
  height: 100,
  sizeBytes: 1000,
  contentHash: '0'.repeat(64),
  givenClassName: null,
  isExcluded: false,
  columns: null,
  duplicates: 0,
  probability: null,
  call: null,
  isRight: null,
};

const drawn = { run: 7, runName: 'three', layer: 'conv2d', width: 2, height: 2, channels: 1, maps: [] };

function open(): { app: FakeApp; maps: FeatureMaps } {
  const app = new FakeApp();
  return { app, maps: new FeatureMaps({ run: 7, datasetId: 3 }, app.api) };
}

describe('FeatureMaps', () => {
  it('offers images of the dataset, a page at a time', async () => {
    const { app, maps } = open();
    void maps.offer('images');
    const call = app.waiting('images:list');
    expect(call.input).toEqual({ dataset: 3, offset: 0, limit: 12 });
    await call.succeed({ images: [image], total: 13 });
    expect(maps.range).toEqual({ first: 1, last: 1, total: 13 });
    expect(maps.page.value?.images[0]).toMatchObject({ kind: 'images', id: 41, label: 'VIRUS' });
    void maps.turn(1);
    expect(app.waiting('images:list').input).toMatchObject({ offset: 12 });
  });

  it('offers what the model was asked about where its dataset has no images here', async () => {
    const { app, maps } = open();
    void maps.begin();
    await app.waiting('images:list').succeed({ images: [], total: 0 });
    expect(maps.source).toBe('predictions');
    expect(app.waiting('predictions:list').input).toMatchObject({ run: 7 });
  });

  it('draws once a layer and an image are chosen, and again for another of either', async () => {
    const { app, maps } = open();
    void maps.offer('images');
    await app.waiting('images:list').succeed({ images: [image], total: 1 });
    await maps.chooseLayer('conv2d');
    expect(maps.drawn.isLoading).toBe(false);
    const [offered] = maps.page.value?.images ?? [];
    if (offered === undefined) throw new Error('an image is offered');
    void maps.chooseImage(offered);
    const call = app.waiting('feature-maps:draw');
    expect(call.input).toEqual({ run: 7, layer: 'conv2d', image: { kind: 'images', id: 41 } });
    await call.succeed(drawn);
    expect(maps.drawn.value?.layer).toBe('conv2d');
    void maps.chooseLayer('conv2d_1');
    expect(app.waiting('feature-maps:draw').input).toMatchObject({ layer: 'conv2d_1' });
  });

  it('offers the images that the model was asked about', async () => {
    const { app, maps } = open();
    void maps.offer('predictions');
    const call = app.waiting('predictions:list');
    expect(call.input).toMatchObject({ run: 7 });
    await call.succeed([]);
    expect(maps.range.total).toBe(0);
  });
});
