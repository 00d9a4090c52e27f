import { describe, expect, test } from 'vitest';
import { packGreyPicture } from '../../../main/pack-grey-picture.ts';

const header = {
  width: 3,
  height: 2,
  range: [-5, 300],
  windows: [{ center: 40, width: 400, function: 'linear', explanation: 'phổi' }],
  table: null,
  isInverted: true,
  pixelSpacing: { rowMm: 0.2, columnMm: 0.1, plane: 'detector' },
} satisfies Parameters<typeof packGreyPicture>[0];

/** Reads a packed picture byte by byte, as its description says. */
function unpack(packed: Buffer): { said: unknown; start: number; view: DataView } {
  const length = (packed[0] ?? 0) + 256 * (packed[1] ?? 0) + 65_536 * (packed[2] ?? 0);
  const said: unknown = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length)));
  return { said, start: 4 + length, view: new DataView(packed.buffer, packed.byteOffset + 4 + length) };
}

describe('packGreyPicture', () => {
  test.each([
    ['uint8', Uint8Array.of(0, 255, 7, 1, 2, 3), [0, 255, 7, 1, 2, 3]],
    ['uint16', Uint16Array.of(0, 65_535, 258, 1, 2, 3), [0, 65_535, 258, 1, 2, 3]],
    ['int16', Int16Array.of(-1024, 3071, -1, 1, 2, 3), [-1024, 3071, -1, 1, 2, 3]],
    ['float32', Float32Array.of(-0.5, 1.25, 3e5, 1, 2, 3), [-0.5, 1.25, 3e5, 1, 2, 3]],
  ] as const)('%s', (valueType, values, expected) => {
    const packed = packGreyPicture(header, values);
    const { said, start, view } = unpack(packed);
    expect(said).toEqual({ ...header, valueType });
    expect(start % 8).toBe(0);
    const read = {
      uint8: (at: number) => view.getUint8(at),
      uint16: (at: number) => view.getUint16(at * 2, true),
      int16: (at: number) => view.getInt16(at * 2, true),
      float32: (at: number) => view.getFloat32(at * 4, true),
    }[valueType];
    expect(expected.map((_, at) => read(at))).toEqual(expected);
    expect(packed.byteLength - start).toBe(6 * values.BYTES_PER_ELEMENT);
  });

  test('takes values from the middle of a buffer', () => {
    const values = Uint16Array.of(9, 9, 1, 2, 3, 4, 5, 6, 9).subarray(2, 8);
    const { view } = unpack(packGreyPicture(header, values));
    expect([0, 2, 4, 6, 8, 10].map((at) => view.getUint16(at, true))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
