import { expect, test } from 'vitest';
import { arrangeSheet } from '../../../main/services/feature-maps/arrange-sheet.ts';

test('maps lie row by row in a square, enlarged by whole pixels, with grey between', () => {
  const maps = [10, 20, 30].map((grey) => ({
    width: 48,
    height: 48,
    pixels: new Uint8Array(48 * 48).fill(grey),
  }));
  const { width, height, pixels } = arrangeSheet(maps);
  // Two columns of 2 x 48 pixels, and 4 between.
  expect([width, height]).toEqual([196, 196]);
  const at = (x: number, y: number): number | undefined => pixels[y * width + x];
  expect([at(0, 0), at(95, 95), at(100, 0), at(195, 95), at(0, 100), at(95, 195)]).toEqual([
    10, 10, 20, 20, 30, 30,
  ]);
  // Between them, and where a fourth would be.
  expect([at(97, 0), at(0, 97), at(150, 150)]).toEqual([128, 128, 128]);
});

test('a cell becomes a square of pixels, and no map is made smaller', () => {
  const sheet = arrangeSheet([{ width: 2, height: 1, pixels: Uint8Array.of(0, 255) }]);
  expect([sheet.width, sheet.height]).toEqual([96, 48]);
  expect([...sheet.pixels.subarray(46, 50)]).toEqual([0, 0, 255, 255]);
  const large = arrangeSheet([{ width: 300, height: 300, pixels: new Uint8Array(90_000).fill(7) }]);
  expect([large.width, large.height]).toEqual([300, 300]);
});
