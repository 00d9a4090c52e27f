import { describe, expect, test } from 'vitest';
import type { ValueWindow } from '../../shared/domain/grey-picture.ts';
import { makeGreyTable, type GreyTable } from '../../renderer/viewer/grey-table.ts';
import { byteWindow } from '../../renderer/viewer/value-window.ts';

function makeWindow(told: Partial<ValueWindow>): ValueWindow {
  return { center: 100, width: 51, function: 'linear', explanation: null, ...told };
}

function look({ firstValue, entriesAValue, greys }: GreyTable, ...values: readonly number[]): number[] {
  const last = greys.length - 1;
  return values.map((value) => {
    const entry = Math.round((value - firstValue) * entriesAValue);
    return greys[Math.min(last, Math.max(0, entry))] ?? -1;
  });
}

describe('8-bit values', () => {
  test('show as they are at center 128 and width 256', () => {
    const { greys } = makeGreyTable(byteWindow, 'uint8', false);
    expect([...greys]).toEqual(Array.from({ length: 256 }, (_, value) => value));
  });

  test('follow the linear function of DICOM PS3.3 C.11.2.1.2.1', () => {
    const table = makeGreyTable(makeWindow({}), 'uint8', false);
    // Black up to 99.5 - 25 = 74.5, white above 99.5 + 25 = 124.5; between them (x - 99.5) / 50 + 0.5:
    // 2.55, 124.95, 252.45.
    expect(look(table, 74, 75, 99, 124, 125)).toEqual([0, 3, 125, 252, 255]);
  });

  test('become a threshold at width 1', () => {
    const table = makeGreyTable(makeWindow({ width: 1 }), 'uint8', false);
    expect(look(table, 99, 100)).toEqual([0, 255]);
  });

  test('turn about when they are inverted', () => {
    expect(look(makeGreyTable(byteWindow, 'uint8', true), 0, 100, 255)).toEqual([255, 155, 0]);
  });
});

// What pydicom 3.0's apply_windowing makes of the same values, brought to 0 to 255.
describe('as pydicom shows them', () => {
  test.each([
    ['linear', [2.55, 124.95, 130.05, 252.45, 255]],
    ['linear-exact', [2.5, 122.5, 127.5, 247.5, 252.5]],
    ['sigmoid', [31.4625, 122.5026, 127.5, 221.3097, 223.5375]],
  ] as const)('8-bit values, %s', (kind, greys) => {
    const table = makeGreyTable(makeWindow({ function: kind }), 'uint8', false);
    look(table, 75, 99, 100, 124, 125).forEach((grey, place) => {
      expect(Math.abs(grey - (greys[place] ?? 0))).toBeLessThanOrEqual(0.501);
    });
  });

  test.each([
    ['linear', [0, 0, 127.8195, 230.0752, 255, 255]],
    ['linear-exact', [0, 0, 127.5, 229.5, 255, 255]],
    ['sigmoid', [0.0061, 30.3967, 127.5, 212.1647, 224.6033, 255]],
  ] as const)('Hounsfield units, %s', (kind, greys) => {
    for (const valueType of ['int16', 'float32'] as const) {
      const table = makeGreyTable(makeWindow({ center: 40, width: 400, function: kind }), valueType, false);
      look(table, -1024, -160, 40, 200, 240, 3000).forEach((grey, place) => {
        expect(Math.abs(grey - (greys[place] ?? 0))).toBeLessThanOrEqual(0.56);
      });
    }
  });
});

describe('a table of the file', () => {
  // C.11.2.1.1: values below the first take the first entry, values beyond the last the last one.
  const lookup = { firstValue: 100, entries: [0.2, 0.4, 1], explanation: null };

  test.each(['uint16', 'int16', 'float32'] as const)('holds for %s', (valueType) => {
    const table = makeGreyTable(lookup, valueType, false);
    expect(look(table, 0, 99, 100, 101, 102, 103, 30_000)).toEqual([51, 51, 51, 102, 255, 255, 255]);
  });

  test('is turned about after it is looked up', () => {
    expect(look(makeGreyTable(lookup, 'uint16', true), 100, 102)).toEqual([204, 0]);
  });
});

test('values that are not whole keep their shades in a narrow window', () => {
  const window = makeWindow({ center: 0.5, width: 0.01, function: 'linear-exact' });
  const table = makeGreyTable(window, 'float32', false);
  // Black at 0.495, white at 0.505.
  expect(look(table, 0.4, 0.495, 0.4975, 0.505, 0.51)).toEqual([0, 0, 64, 255, 255]);
});
