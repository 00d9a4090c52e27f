import { describe, expect, test } from 'vitest';
import type { ValueWindow } from '../../shared/domain/grey-picture.ts';
import type { GreyPicture } from '../../renderer/viewer/grey-picture.ts';
import { labelPreset } from '../../renderer/viewer/label-preset.ts';
import { moveWindow, roundWindow, toFullWindow } from '../../renderer/viewer/value-window.ts';
import { areAlike, listWindowPresets } from '../../renderer/viewer/window-presets.ts';
import { makeGreyPicture } from './make-grey-picture.ts';

const normal: ValueWindow = { center: 2000, width: 1500, function: 'sigmoid', explanation: 'NORMAL' };
const unnamed: ValueWindow = { center: 40.5, width: 400, function: 'linear', explanation: null };
const film: Pick<GreyPicture, 'valueType' | 'range'> = { valueType: 'uint16', range: [0, 4095] };

describe('what can be chosen', () => {
  test('is the file’s table, then its windows, then all values', () => {
    const table = { firstValue: 0, entries: [0, 1], explanation: null };
    const presets = listWindowPresets(makeGreyPicture({ ...film, table, windows: [normal, unnamed] }));
    expect(presets.map(labelPreset)).toEqual(['Lookup table', 'NORMAL', 'Window 2', 'Full range']);
    expect(new Set(presets.map(({ id }) => id)).size).toBe(4);
  });

  test('is nothing but all values where the file tells of no window', () => {
    expect(listWindowPresets(makeGreyPicture()).map(labelPreset)).toEqual(['Full range']);
    const windows = [{ ...unnamed, center: 2048, width: 4096 }];
    expect(listWindowPresets(makeGreyPicture({ ...film, windows })).map(labelPreset)).toEqual(['Full range']);
  });

  test('tells two windows of one name apart', () => {
    const presets = listWindowPresets(makeGreyPicture({ ...film, windows: [normal, normal] }));
    expect(new Set(presets.map(({ id }) => id)).size).toBe(3);
  });
});

describe('all values', () => {
  test('are from the smallest, black, to the greatest, white', () => {
    // Linear: black up to c - 0.5 - (w - 1) / 2, white above c - 0.5 + (w - 1) / 2.
    expect(toFullWindow(film)).toMatchObject({ center: 2048, width: 4096, function: 'linear' });
    expect(toFullWindow({ valueType: 'int16', range: [-1024, 1023] })).toMatchObject({
      center: 0,
      width: 2048,
    });
    expect(toFullWindow({ valueType: 'float32', range: [0.5, 1.5] })).toMatchObject({
      center: 1,
      width: 1,
      function: 'linear-exact',
    });
  });

  test('may all be one value', () => {
    expect(toFullWindow({ valueType: 'float32', range: [3, 3] }).width).toBe(1);
    expect(toFullWindow({ valueType: 'uint16', range: [3, 3] }).width).toBe(1);
  });
});

describe('a window moved by hand', () => {
  test('goes as far on any range of values', () => {
    // 10 of 256 parts of 4096 are 160.
    const moved = moveWindow({ ...unnamed, center: 2048, width: 4096 }, { center: -10, width: -10 }, film);
    expect(moved).toMatchObject({ center: 1888, width: 3936 });
    // Of values from 0 to 1, 64 parts are a quarter.
    const share = { valueType: 'float32', range: [0, 1] } as const;
    expect(moveWindow(toFullWindow(share), { center: 64, width: -64 }, share)).toMatchObject({
      center: 0.75,
      width: 0.75,
    });
  });

  test('stays within what makes sense', () => {
    const full = { ...unnamed, center: 128, width: 256 };
    const bytes = { valueType: 'uint8', range: [0, 255] } as const;
    expect(moveWindow(full, { center: -1000, width: -1000 }, bytes)).toMatchObject({ center: 0, width: 1 });
    expect(moveWindow(full, { center: 1000, width: 1000 }, bytes)).toMatchObject({ center: 255, width: 512 });
  });

  test('does not jump from where the file has it', () => {
    const lungs = { ...unnamed, center: -600, width: 1600 };
    const heart = { valueType: 'int16', range: [0, 255] } as const;
    expect(moveWindow(lungs, { center: 0, width: 0 }, heart)).toMatchObject({ center: -600, width: 1600 });
  });

  test('keeps its function and is told in digits that suit the values', () => {
    expect(moveWindow(normal, { center: 0.1, width: 0.1 }, film).function).toBe('sigmoid');
    expect(roundWindow({ ...normal, center: 2001.6, width: 1499.4 }, film)).toMatchObject({
      center: 2002,
      width: 1499,
    });
    const share = { valueType: 'float32', range: [0, 1] } as const;
    expect(roundWindow({ ...normal, center: 0.30049, width: 0.7004 }, share)).toMatchObject({
      center: 0.3,
      width: 0.7,
    });
  });
});

test.each([
  ['films of 12 bits', film, { valueType: 'uint16', range: [12, 3900] }, true],
  ['films of 12 and of 16 bits', film, { valueType: 'uint16', range: [0, 60_000] }, false],
  ['a film and a PNG', film, { valueType: 'uint8', range: [0, 255] }, false],
  ['values of equal width elsewhere', film, { valueType: 'uint16', range: [10_000, 14_095] }, false],
] as const)('%s are alike: %4$s', (_which, one, other, isAlike) => {
  expect(areAlike(one, other)).toBe(isAlike);
});
