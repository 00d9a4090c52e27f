import { describe, expect, it } from 'vitest';
import { toComparedLook } from '../../renderer/charts/compared-series.ts';
import { keepCorners } from '../../renderer/charts/evaluation-series.ts';
import { findBestPlaces } from '../../renderer/screens/compare/list-compared-results.ts';
import { drawLayers } from '../../renderer/screens/run/draw-layers.ts';
import { ComparedRuns } from '../../renderer/state/compared-runs.svelte.ts';
import { FakeApp } from './fake-app.ts';
import { makeRun } from './make-run.ts';

describe('ComparedRuns', () => {
  it('shows runs in the order asked for, whichever answers first, with the newest evaluation', async () => {
    const app = new FakeApp();
    const compared = new ComparedRuns(app.api);
    compared.open([2, 1]);
    const [ofTwo, ofOne] = [app.waiting('runs:show'), app.waiting('runs:show')];
    const [evaluationsOfTwo, evaluationsOfOne] = [
      app.waiting('evaluations:list'),
      app.waiting('evaluations:list'),
    ];
    await ofOne.succeed(makeRun(1));
    await evaluationsOfOne.succeed([]);
    expect(compared.isWaiting).toBe(true);
    await ofTwo.succeed(makeRun(2));
    await evaluationsOfTwo.succeed([]);
    expect(compared.items.map(({ run }) => run.run)).toEqual([2, 1]);
    expect(compared.isLoading).toBe(false);
    expect(compared.isWaiting).toBe(false);
  });

  it('leaves out and counts runs that are gone, before or while they are compared', async () => {
    const app = new FakeApp();
    const compared = new ComparedRuns(app.api);
    compared.open([1, 2]);
    await app.waiting('runs:show').succeed(makeRun(1));
    await app.waiting('evaluations:list').succeed([]);
    await app.waiting('runs:show').fail({ code: 'run-not-found' });
    await app.waiting('evaluations:list').fail({ code: 'run-not-found' });
    expect(compared.missing).toBe(1);
    expect(compared.isWaiting).toBe(false);
    expect(compared.error).toBeNull();
    app.push('run:deleted', { run: 1 });
    app.push('run:deleted', { run: 3 });
    expect(compared.items).toEqual([]);
    expect(compared.missing).toBe(2);
  });
});

describe('toComparedLook', () => {
  it('gives the first twelve runs each a look of its own', () => {
    const looks = Array.from({ length: 12 }, (_, place) => JSON.stringify(toComparedLook(place)));
    expect(new Set(looks).size).toBe(12);
  });
});

describe('findBestPlaces', () => {
  it('marks the best, all of them where they are alike at the top, and none without a contest', () => {
    expect(findBestPlaces([0.8, 0.9, null, 0.9], true)).toEqual([1, 3]);
    expect(findBestPlaces([0.8, 0.9], false)).toEqual([0]);
    expect(findBestPlaces([0.9, 0.9], true)).toEqual([]);
    expect(findBestPlaces([null, 0.9], true)).toEqual([]);
  });
});

describe('keepCorners', () => {
  it('drops what lies on a straight line along an axis, and nothing else', () => {
    const curve = [
      { x: 0, y: 0 },
      { x: 0, y: 0.5 },
      { x: 0, y: 1 },
      { x: 0.5, y: 1 },
      { x: 1, y: 1 },
    ];
    expect(keepCorners(curve)).toEqual([curve[0], curve[2], curve[4]]);
    const slope = [
      { x: 0, y: 0 },
      { x: 0.5, y: 0.5 },
      { x: 1, y: 1 },
    ];
    expect(keepCorners(slope)).toEqual(slope);
  });
});

describe('drawLayers', () => {
  it('draws boxes from left to right without overlap, lower where the picture is smaller', () => {
    const { boxes, width } = drawLayers({
      layers: [
        { name: 'a', type: 'Conv2D', outputShape: [null, 64, 64, 32], parameters: 320 },
        { name: 'b', type: 'MaxPooling2D', outputShape: [null, 16, 16, 32], parameters: 0 },
        { name: 'c', type: 'Dense', outputShape: [null, 1], parameters: 33 },
      ],
    });
    expect(boxes.map(({ shape }) => shape)).toEqual(['64 × 64 × 32', '16 × 16 × 32', '1']);
    // A quarter of the side, half of the height.
    expect((boxes[1]?.height ?? 0) / (boxes[0]?.height ?? 1)).toBeCloseTo(0.5, 12);
    boxes.slice(1).forEach((box, place) => {
      const before = boxes[place];
      expect(box.x).toBeGreaterThan((before?.x ?? 0) + (before?.width ?? 0));
    });
    expect(width).toBe((boxes[2]?.x ?? 0) + (boxes[2]?.width ?? 0));
  });
});
