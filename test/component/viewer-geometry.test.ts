import { describe, expect, test } from 'vitest';
import { chooseLevel, halve, makeLevels } from '../../renderer/viewer/grey-picture.ts';
import { describeLength } from '../../renderer/viewer/describe-length.ts';
import { measureLength } from '../../renderer/viewer/measurement.ts';
import {
  applyMatrix,
  fitView,
  flipView,
  invertMatrix,
  panBy,
  toMatrix,
  turnView,
  zoomAt,
  type View,
} from '../../renderer/viewer/view-transform.ts';

const plain: View = { scale: 1, offset: { x: 0, y: 0 }, quarterTurns: 0, isFlipped: false };
const image = { width: 400, height: 200, pixelAspect: 1 };
const pane = { width: 1000, height: 600 };

describe('the view', () => {
  test('fits an image into its pane, also when it is turned', () => {
    // 1000 / 400 = 2.5 and 600 / 200 = 3; turned, 1000 / 200 = 5 and 600 / 400 = 1.5.
    expect(fitView(plain, image, pane).scale).toBe(2.5);
    expect(fitView({ ...plain, quarterTurns: 1 }, image, pane).scale).toBe(1.5);
  });

  test('puts the middle of the image in the middle of the pane', () => {
    for (const quarterTurns of [0, 1, 2, 3]) {
      for (const isFlipped of [false, true]) {
        const matrix = toMatrix({ ...plain, scale: 2.5, quarterTurns, isFlipped }, image, pane);
        expect(applyMatrix(matrix, { x: 200, y: 100 })).toEqual({ x: 500, y: 300 });
      }
    }
  });

  test.each([
    // The upper left corner lies 200 to the left of the middle and 100 above it.
    ['as it is', plain, { x: 300, y: 200 }],
    ['turned clockwise: it goes to the upper right', { ...plain, quarterTurns: 1 }, { x: 600, y: 100 }],
    ['turned about: to the lower right', { ...plain, quarterTurns: 2 }, { x: 700, y: 400 }],
    ['flipped: to the upper right', { ...plain, isFlipped: true }, { x: 700, y: 200 }],
    ['moved', { ...plain, offset: { x: 10, y: -20 } }, { x: 310, y: 180 }],
  ])('%s', (_how, view, corner) => {
    expect(applyMatrix(toMatrix(view, image, pane), { x: 0, y: 0 })).toEqual(corner);
  });

  test('turns what is seen clockwise, flipped or not', () => {
    // Flipped, the corner is at the upper right; a quarter clockwise takes it to the lower right.
    const turned = turnView(flipView(plain), 'clockwise');
    expect(applyMatrix(toMatrix(turned, image, pane), { x: 0, y: 0 })).toEqual({ x: 600, y: 500 });
    expect(turnView(turnView(plain, 'clockwise'), 'counterclockwise')).toEqual(plain);
  });

  test('comes back by the inverse', () => {
    const view = { scale: 3, offset: { x: 17, y: -40 }, quarterTurns: 3, isFlipped: true };
    const matrix = toMatrix(view, image, pane);
    const back = applyMatrix(invertMatrix(matrix), applyMatrix(matrix, { x: 12, y: 34 }));
    expect(back.x).toBeCloseTo(12, 9);
    expect(back.y).toBeCloseTo(34, 9);
  });

  test('shows pixels that are twice as high as wide so, turned or not', () => {
    // 400 by 200 pixels then look like 400 by 400: the pane's 600 hold them at 1.5.
    const tall = { ...image, pixelAspect: 2 };
    const fitted = fitView(plain, tall, pane);
    expect(fitted.scale).toBe(1.5);
    expect(applyMatrix(toMatrix(fitted, tall, pane), { x: 0, y: 0 })).toEqual({ x: 200, y: 0 });
    expect(applyMatrix(toMatrix(fitted, tall, pane), { x: 10, y: 10 })).toEqual({ x: 215, y: 30 });
    const turned = turnView(fitted, 'clockwise');
    expect(applyMatrix(toMatrix(turned, tall, pane), { x: 0, y: 0 })).toEqual({ x: 800, y: 0 });
    expect(applyMatrix(toMatrix(turned, tall, pane), { x: 10, y: 10 })).toEqual({ x: 770, y: 15 });
    expect(panBy(fitted, { x: 0, y: 9999 }, tall, { width: 100, height: 100 }).offset.y).toBe(300);
  });

  test('keeps under the pointer what is there while it zooms', () => {
    const pointer = { x: 650, y: 210 };
    const before = applyMatrix(invertMatrix(toMatrix(plain, image, pane)), pointer);
    const zoomed = zoomAt(plain, 4, pointer, pane);
    const after = applyMatrix(toMatrix(zoomed, image, pane), before);
    expect(zoomed.scale).toBe(4);
    expect(after.x).toBeCloseTo(650, 9);
    expect(after.y).toBeCloseTo(210, 9);
  });

  test('never loses the image out of sight', () => {
    const { offset } = panBy(plain, { x: 99_999, y: -99_999 }, image, pane);
    expect(offset).toEqual({ x: 500, y: -300 });
  });
});

describe('measuring', () => {
  const line = { from: { x: 10, y: 10 }, to: { x: 40, y: 50 } };

  test('is in pixels where the spacing is unknown', () => {
    expect(measureLength(line, null)).toEqual({ value: 50, unit: 'px' });
  });

  test('is in millimetres where it is known, also where pixels are not square', () => {
    // 30 columns of 0.2 mm and 40 rows of 0.2 mm; then 40 rows of 0.1 mm: hypot(6, 4).
    const square = { columnMm: 0.2, rowMm: 0.2, plane: 'patient' } as const;
    expect(measureLength(line, square)).toEqual({ value: 10, unit: 'mm' });
    expect(measureLength(line, { ...square, rowMm: 0.1 }).value).toBeCloseTo(Math.sqrt(52), 9);
  });

  test('says where the millimetres are those of the detector', () => {
    const length = measureLength(line, { columnMm: 0.2, rowMm: 0.2, plane: 'detector' });
    expect(length).toEqual({ value: 10, unit: 'mm-at-detector' });
    expect(describeLength(length)).toBe('10 mm at the detector');
  });
});

describe('the levels', () => {
  const { signal } = new AbortController();

  test('halve by the mean of four pixels, and leave an odd last one out', async () => {
    const values = Uint8Array.of(10, 20, 99, 30, 41, 99, 7, 7, 7);
    // (10 + 20 + 30 + 41) / 4 = 25.25
    const half = await halve({ width: 3, height: 3, values }, signal);
    expect(half).toEqual({ width: 1, height: 1, values: Uint8Array.of(25) });
  });

  test.each([
    // (-1024 - 1023 - 1022 - 1021) / 4 = -1022.5, to the nearest and upwards; 3.75 to 4.
    ['Hounsfield units', Int16Array.of(-1024, -1023, 1, 4, -1022, -1021, 4, 6), Int16Array.of(-1022, 4)],
    ['16 bits', Uint16Array.of(65_535, 65_535, 0, 1, 65_535, 65_534, 1, 0), Uint16Array.of(65_535, 1)],
    ['shares', Float32Array.of(0.5, 0.5, 1, 2, 0.25, 0.75, 3, 4), Float32Array.of(0.5, 2.5)],
  ])('stay %s', async (_what, values, halved) => {
    expect((await halve({ width: 4, height: 2, values }, signal)).values).toEqual(halved);
  });

  test('go down to a side of less than 512, and the one for a zoom has a pixel a screen pixel', async () => {
    const film = { width: 3000, height: 2000, values: new Uint16Array(6_000_000).fill(4095) };
    const levels = await makeLevels(film, signal);
    expect(levels.map(({ width, height }) => [width, height])).toEqual([
      [3000, 2000],
      [1500, 1000],
      [750, 500],
    ]);
    expect(levels.at(-1)?.values.at(-1)).toBe(4095);
    expect(chooseLevel(levels, 1)).toMatchObject({ level: { width: 3000 }, shrunkBy: 1 });
    expect(chooseLevel(levels, 0.51)).toMatchObject({ level: { width: 3000 } });
    expect(chooseLevel(levels, 0.5)).toMatchObject({ level: { width: 1500 }, shrunkBy: 2 });
    expect(chooseLevel(levels, 0.05)).toMatchObject({ level: { width: 750 }, shrunkBy: 4 });
  });

  test('are given up when another image is asked for', async () => {
    const film = { width: 3000, height: 2000, values: new Uint16Array(6_000_000) };
    await expect(makeLevels(film, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
