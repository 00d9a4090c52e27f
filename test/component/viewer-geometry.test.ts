import { describe, expect, test } from 'vitest';
import { chooseLevel, halve, makeLevels } from '../../renderer/viewer/grey-picture.ts';
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
import { changeWindow, fullWindow, makeWindowTable } from '../../renderer/viewer/window-table.ts';

const plain: View = { scale: 1, offset: { x: 0, y: 0 }, quarterTurns: 0, isFlipped: false };
const image = { width: 400, height: 200 };
const pane = { width: 1000, height: 600 };

describe('the window', () => {
  test('shows every value as it is at centre 128 and width 256', () => {
    expect([...makeWindowTable(fullWindow, false)]).toEqual(Array.from({ length: 256 }, (_, value) => value));
  });

  test('follows the linear function of DICOM PS3.3 C.11.2.1.2.1', () => {
    const table = makeWindowTable({ centre: 100, width: 51 }, false);
    // Black up to 99.5 - 25 = 74.5, white above 99.5 + 25 = 124.5; between them (x - 99.5) / 50 + 0.5.
    expect(table[74]).toBe(0);
    expect(table[75]).toBe(3); // (-24.5 / 50 + 0.5) * 255 = 2.55
    expect(table[99]).toBe(125); // (-0.5 / 50 + 0.5) * 255 = 124.95
    expect(table[124]).toBe(252); // (24.5 / 50 + 0.5) * 255 = 252.45
    expect(table[125]).toBe(255);
  });

  test('is a threshold at width 1', () => {
    const table = makeWindowTable({ centre: 100, width: 1 }, false);
    // Black up to 99.5, white above it.
    expect([table[99], table[100]]).toEqual([0, 255]);
  });

  test('shows black as white when it is inverted', () => {
    const table = makeWindowTable(fullWindow, true);
    expect([table[0], table[100], table[255]]).toEqual([255, 155, 0]);
  });

  test('stays within 8 bits however far it is dragged', () => {
    expect(changeWindow(fullWindow, { centre: -1000, width: -1000 })).toEqual({ centre: 0, width: 1 });
    expect(changeWindow(fullWindow, { centre: 1000, width: 1000 })).toEqual({ centre: 255, width: 512 });
  });
});

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
    expect(measureLength(line, { columnMm: 0.2, rowMm: 0.2 })).toEqual({ value: 10, unit: 'mm' });
    expect(measureLength(line, { columnMm: 0.2, rowMm: 0.1 }).value).toBeCloseTo(Math.sqrt(52), 9);
  });
});

describe('the levels', () => {
  test('halve by the mean of four pixels, and leave an odd last one out', () => {
    const pixels = Uint8Array.of(10, 20, 99, 30, 41, 99, 7, 7, 7);
    // (10 + 20 + 30 + 41) / 4 = 25.25
    expect(halve({ width: 3, height: 3, pixels })).toEqual({
      width: 1,
      height: 1,
      pixels: Uint8Array.of(25),
    });
  });

  test('go down to a side of less than 512, and the one for a zoom has a pixel a screen pixel', () => {
    const levels = makeLevels({ width: 3000, height: 2000, pixels: new Uint8Array(6_000_000) });
    expect(levels.map(({ width, height }) => [width, height])).toEqual([
      [3000, 2000],
      [1500, 1000],
      [750, 500],
    ]);
    expect(chooseLevel(levels, 1)).toMatchObject({ level: { width: 3000 }, shrunkBy: 1 });
    expect(chooseLevel(levels, 0.51)).toMatchObject({ level: { width: 3000 } });
    expect(chooseLevel(levels, 0.5)).toMatchObject({ level: { width: 1500 }, shrunkBy: 2 });
    expect(chooseLevel(levels, 0.05)).toMatchObject({ level: { width: 750 }, shrunkBy: 4 });
  });
});
