import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/ipc/app-error.ts';
import { Heatmap } from '../../renderer/state/heatmap.svelte.ts';
import type { GreyPicture } from '../../renderer/viewer/grey-picture.ts';
import {
  findViewerCommand,
  toKeyLabel,
  viewerCommands,
  viewerKeys,
} from '../../renderer/viewer/shortcuts.ts';
import { makeGreyTable } from '../../renderer/viewer/grey-table.ts';
import { showThroughTable } from '../../renderer/viewer/view-painter.ts';
import { ViewerPane } from '../../renderer/viewer/viewer-pane.svelte.ts';
import { ViewerState } from '../../renderer/viewer/viewer-state.svelte.ts';
import { byteWindow } from '../../renderer/viewer/value-window.ts';
import { FakeApp, settle } from './fake-app.ts';
import { makeGreyPicture } from './make-grey-picture.ts';

const picture = makeGreyPicture();
/** 12 bits, shown in the file's window of 2000 values about 1000, with the smallest white. */
const film = makeGreyPicture({
  values: new Uint16Array(20_000).map((_, place) => place % 4096),
  valueType: 'uint16',
  range: [0, 4095],
  windows: [
    { center: 1000, width: 2000, function: 'linear', explanation: 'NORMAL' },
    { center: 1000, width: 1000, function: 'linear', explanation: 'HARDER' },
  ],
  isInverted: true,
});

async function openPane(...pictures: readonly GreyPicture[]): Promise<ViewerPane> {
  const waiting = [...pictures];
  const pane = new ViewerPane(() => Promise.resolve(waiting.shift() ?? picture));
  pane.resize({ width: 400, height: 400 });
  await pane.open('/images/1');
  return pane;
}

describe('a pane', () => {
  it('fits an image when it comes, and again while its own size changes', async () => {
    const pane = await openPane();
    expect(pane.view.scale).toBe(2);
    pane.resize({ width: 100, height: 100 });
    expect(pane.view.scale).toBe(0.5);
  });

  it('leaves a zoom that the reader chose alone', async () => {
    const pane = await openPane();
    pane.zoom(2);
    pane.resize({ width: 100, height: 100 });
    expect(pane.view.scale).toBe(4);
  });

  it('measures in pixels of the image, whatever the zoom', async () => {
    const pane = await openPane();
    // At a scale of 2, 60 and 80 screen pixels are 30 and 40 of the image's.
    pane.beginMeasuring({ x: 100, y: 160 });
    pane.measureTo({ x: 160, y: 240 });
    const { from, to } = pane.measurement ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
    expect([to.x - from.x, to.y - from.y]).toEqual([30, 40]);
  });

  it('never measures beyond the image', async () => {
    const pane = await openPane();
    pane.beginMeasuring({ x: 0, y: 0 });
    pane.measureTo({ x: 4000, y: 4000 });
    expect(pane.measurement).toEqual({ from: { x: 0, y: 0 }, to: { x: 200, y: 100 } });
  });

  it('keeps the window and inversion for the next image alike, and gives up everything on reset', async () => {
    const pane = await openPane();
    pane.changeWindow({ center: -28, width: -56 });
    pane.invert();
    pane.flip();
    await pane.open('/images/2');
    expect(pane.shown).toMatchObject({ center: 100, width: 200 });
    expect(pane.isInverted).toBe(true);
    expect(pane.view.isFlipped).toBe(false);
    pane.reset();
    expect(pane.shown).toMatchObject({ center: 128, width: 256 });
    expect(pane.isInverted).toBe(false);
  });

  it('shows an image of other values as its file says', async () => {
    const pane = await openPane(picture, film, film);
    pane.changeWindow({ center: -28, width: -56 });
    pane.invert();
    await pane.open('/images/2');
    expect(pane.shown).toMatchObject({ center: 1000, width: 2000 });
    expect(pane.isInverted).toBe(false);
    pane.choosePreset(pane.presets[1]?.id ?? '');
    await pane.open('/images/3');
    expect(pane.shown).toMatchObject({ center: 1000, width: 1000 });
    pane.reset();
    expect(pane.shown).toMatchObject({ center: 1000, width: 2000 });
  });

  it('shows the smallest value white where the file says so, until the reader inverts it', async () => {
    const pane = await openPane(film);
    expect([pane.table.greys[0], pane.table.greys[4095]]).toEqual([255, 0]);
    pane.invert();
    expect([pane.table.greys[0], pane.table.greys[4095]]).toEqual([0, 255]);
  });

  it('goes through the windows of the file and all values, and back from one set by hand', async () => {
    const pane = await openPane(film);
    const names: (string | null | undefined)[] = [];
    for (const step of [1, 1, 1, -1] as const) {
      pane.stepPreset(step);
      names.push(pane.preset?.explanation ?? pane.preset?.kind);
    }
    expect(names).toEqual(['HARDER', 'full', 'NORMAL', 'full']);
    pane.changeWindow({ center: 0, width: -16 });
    // 16 of 256 parts of 4096 values.
    expect(pane.shown).toMatchObject({ center: 2048, width: 3840 });
    expect(pane.preset).toBeNull();
    pane.stepPreset(1);
    expect(pane.preset?.kind).toBe('full');
  });

  it('adds up moves too small to be seen one by one', async () => {
    const pane = await openPane();
    for (let move = 0; move < 10; move += 1) pane.changeWindow({ center: 0.3, width: 0 });
    expect(pane.shown).toMatchObject({ center: 131 });
  });

  it('applies a table of the file until the reader windows', async () => {
    const table = { firstValue: 0, entries: [0, 1], explanation: null };
    const pane = await openPane({ ...film, table, isInverted: false });
    expect([...pane.table.greys.subarray(0, 3)]).toEqual([0, 255, 255]);
    pane.changeWindow({ center: 1, width: 0 });
    expect(pane.shown).toMatchObject({ center: 1016, width: 2000 });
  });

  it('tells the value under the pointer, and none beside the image', async () => {
    const pane = await openPane(film);
    // At a scale of 2 the image is from 100 to 300 in height; the pixel at 30, 20 holds 4030.
    pane.pointAt({ x: 61, y: 141 });
    expect(pane.pointed).toEqual({ x: 30, y: 20, value: 4030 });
    pane.pointAt({ x: 61, y: 99 });
    expect(pane.pointed).toBeNull();
    pane.pointAt(null);
    expect(pane.pointed).toBeNull();
  });

  it('says why an image cannot be shown, and shows the next one', async () => {
    let isGone = true;
    const pane = new ViewerPane(() =>
      isGone ? Promise.reject(new AppError('image-unreadable', 'It is gone.')) : Promise.resolve(picture),
    );
    await pane.open('/images/1');
    expect(pane.error?.message).toBe('It is gone.');
    isGone = false;
    await pane.open('/images/2');
    expect(pane.error).toBeNull();
    expect(pane.picture).toBe(picture);
  });

  it('asks for an image anew once its file is back', async () => {
    const asked: string[] = [];
    let isGone = true;
    const pane = new ViewerPane((address) => {
      asked.push(address);
      return isGone
        ? Promise.reject(new AppError('image-unreadable', 'It is gone.'))
        : Promise.resolve(picture);
    });
    await pane.retry();
    expect(asked).toEqual([]);
    await pane.open('/images/1');
    isGone = false;
    await pane.retry();
    expect(pane.error).toBeNull();
    expect(pane.picture).toBe(picture);
    await pane.retry();
    expect(asked).toEqual(['/images/1', '/images/1']);
  });

  it('shows the image asked for last, whichever comes first', async () => {
    const answers: ((picture: GreyPicture) => void)[] = [];
    const pane = new ViewerPane(() => new Promise((resolve) => answers.push(resolve)));
    const first = pane.open('/images/1');
    const second = pane.open('/images/2');
    answers[1]?.({ ...picture, width: 50, height: 50 });
    answers[0]?.(picture);
    await Promise.all([first, second]);
    expect(pane.picture?.width).toBe(50);
  });
});

describe('painting', () => {
  it('shows the pixels of a region through the table, opaque', () => {
    const level = { width: 3, height: 2, values: Uint8Array.of(0, 10, 20, 30, 40, 255) };
    const shown = new Uint32Array(4);
    showThroughTable(
      level,
      makeGreyTable(byteWindow, 'uint8', true),
      { left: 1, top: 0, width: 2, height: 2 },
      shown,
    );
    expect([...new Uint8Array(shown.buffer)]).toEqual([
      ...[245, 245, 245, 255],
      ...[235, 235, 235, 255],
      ...[215, 215, 215, 255],
      ...[0, 0, 0, 255],
    ]);
  });
});

describe('painting values of more than a byte', () => {
  const region = { left: 0, top: 0, width: 4, height: 1 };
  const read = (shown: Uint32Array): number[] =>
    [...new Uint8Array(shown.buffer)].filter((_, i) => i % 4 === 0);

  it.each([
    ['int16', Int16Array.of(-160, 40, 200, 3000)],
    ['float32', Float32Array.of(-160, 40, 200, 3000)],
  ] as const)('shows %s through a window', (valueType, values) => {
    const shown = new Uint32Array(4);
    const window = { center: 40, width: 400, function: 'linear', explanation: null } as const;
    showThroughTable({ width: 4, height: 1, values }, makeGreyTable(window, valueType, false), region, shown);
    // (40 - 39.5) / 399 + 0.5 and (200 - 39.5) / 399 + 0.5, of 255: 127.8 and 230.1.
    expect(read(shown)).toEqual([0, 128, 230, 255]);
  });
});

describe('the heatmap', () => {
  const subject = { run: 1, image: { kind: 'images', id: 5 } } as const;
  const explanation = {
    runName: 'first',
    positiveClass: 'PNEUMONIA',
    probability: 0.7,
    probabilities: { NORMAL: 0.3, PNEUMONIA: 0.7 },
    threshold: 0.5,
    overlayBase64: 'AAAA',
    isEmpty: false,
  };
  const bitmap = { width: 2, height: 2, close: () => undefined };

  it('is asked for when it is first to be seen, and then kept', async () => {
    const app = new FakeApp();
    const heatmap = new Heatmap(app.api, () => Promise.resolve(bitmap));
    heatmap.choose(subject);
    expect(app.calls).toHaveLength(0);
    heatmap.show(true);
    const request = app.waiting('predictions:explain');
    expect(request.input).toEqual(subject);
    await request.succeed(explanation);
    expect(heatmap.overlay).toEqual({ bitmap, opacity: 0.6 });
    heatmap.show(false);
    expect(heatmap.overlay).toBeNull();
    heatmap.show(true);
    await settle();
    expect(app.calls).toHaveLength(0);
  });

  it('of the image before is not laid over the next', async () => {
    const app = new FakeApp();
    const heatmap = new Heatmap(app.api, () => Promise.resolve(bitmap));
    heatmap.choose(subject);
    heatmap.show(true);
    const stale = app.waiting('predictions:explain');
    heatmap.choose({ ...subject, image: { kind: 'images', id: 6 } });
    await stale.succeed(explanation);
    expect(heatmap.overlay).toBeNull();
    expect(app.waiting('predictions:explain').input).toMatchObject({ image: { id: 6 } });
  });
});

describe('heatmaps side by side', () => {
  const overlay = { width: 2, height: 2, close: () => undefined };

  function openViewer(app: FakeApp): ViewerState {
    return new ViewerState(
      () => new ViewerPane(() => Promise.resolve(picture)),
      () => new Heatmap(app.api, () => Promise.resolve(overlay)),
    );
  }

  const explained = (id: number): unknown => ({ run: 3, image: { kind: 'images', id } });

  it('are shown, faded and hidden together', () => {
    const app = new FakeApp();
    const viewer = openViewer(app);
    viewer.show({ kind: 'images', id: 1, name: 'a.png' }, 3);
    viewer.do('heatmap');
    viewer.setCompanion({ kind: 'images', id: 2, name: 'b.png' });
    expect(app.waiting('predictions:explain').input).toEqual(explained(1));
    expect(app.waiting('predictions:explain').input).toEqual(explained(2));
    viewer.do('less-heatmap');
    expect(viewer.heatmaps.map(({ opacity }) => opacity)).toEqual([0.5, 0.5]);
    viewer.do('heatmap');
    expect(viewer.heatmaps.map(({ isShown }) => isShown)).toEqual([false, false]);
  });

  it('follow the image beside the first, and leave with it', () => {
    const app = new FakeApp();
    const viewer = openViewer(app);
    viewer.show({ kind: 'images', id: 1, name: 'a.png' }, 3);
    viewer.setCompanion({ kind: 'images', id: 2, name: 'b.png' });
    expect(app.calls).toHaveLength(0);
    viewer.do('heatmap');
    viewer.setCompanion({ kind: 'images', id: 4, name: 'c.png' });
    expect(app.calls.map(({ input }) => input)).toEqual([explained(1), explained(2), explained(4)]);
    viewer.setCompanion(null);
    expect(viewer.heatmaps.map(({ isShown }) => isShown)).toEqual([true, false]);
  });
});

describe('the keys', () => {
  it('mean one command each', () => {
    const keys = viewerCommands.flatMap((command) => viewerKeys[command]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are left to the system when held with Control', () => {
    const held = { ctrlKey: false, altKey: false, metaKey: false };
    expect(findViewerCommand({ key: 'r', ...held })).toBe('turn-clockwise');
    expect(findViewerCommand({ key: 'R', ...held })).toBe('turn-counterclockwise');
    expect(findViewerCommand({ key: 'r', ...held, ctrlKey: true })).toBeNull();
    expect([toKeyLabel('r'), toKeyLabel('R'), toKeyLabel('[')]).toEqual(['R', 'Shift + R', '[']);
  });

  it('hide what lies over the image, and show it again to who measures', () => {
    const viewer = new ViewerState(() => new ViewerPane(() => Promise.resolve(picture)));
    expect(viewer.areOverlaysShown).toBe(true);
    viewer.do('measure-tool');
    viewer.do('overlays');
    expect([viewer.areOverlaysShown, viewer.tool]).toEqual([false, 'pan']);
    viewer.do('measure-tool');
    expect([viewer.areOverlaysShown, viewer.tool]).toEqual([true, 'measure']);
  });

  it('move the image, or with the measuring tool the end of the line', async () => {
    const viewer = new ViewerState(() => new ViewerPane(() => Promise.resolve(picture)));
    viewer.pane.resize({ width: 400, height: 400 });
    viewer.show({ kind: 'images', id: 1, name: 'a.png' }, null);
    await settle();
    viewer.point({ x: 1, y: 0 }, false);
    expect(viewer.pane.view.offset).toEqual({ x: -40, y: 0 });
    viewer.do('measure-tool');
    viewer.enter();
    viewer.point({ x: 1, y: 0 }, false);
    // 4 screen pixels at a scale of 2.
    const { from, to } = viewer.pane.measurement ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
    expect(to.x - from.x).toBeCloseTo(2, 9);
    viewer.point({ x: -1, y: 0 }, true);
    expect(viewer.pane.shown).toMatchObject({ center: 128, width: 248 });
  });
});
