import { afterEach, describe, expect, test, vi } from 'vitest';
import { greyPictureType } from '../../shared/domain/grey-picture.ts';
import { loadPicture } from '../../renderer/viewer/load-picture.ts';
import { readGreyPicture } from '../../renderer/viewer/read-grey-picture.ts';

const header = {
  width: 3,
  height: 1,
  valueType: 'int16',
  range: [-1024, 3071],
  windows: [{ center: 40, width: 400, function: 'linear', explanation: 'ABDOMEN' }],
  table: null,
  isInverted: true,
  pixelSpacing: { rowMm: 0.2, columnMm: 0.1, plane: 'detector' },
};
/** -1024, 40 and 3071 as two bytes each, the lower one first. */
const values = [0x00, 0xfc, 0x28, 0x00, 0xff, 0x0b];

function pack(told: unknown, bytes: readonly number[]): ArrayBuffer {
  return packText(JSON.stringify(told), bytes);
}

function packText(text: string, bytes: readonly number[]): ArrayBuffer {
  const json = new TextEncoder().encode(text);
  const length = Math.ceil((4 + json.length) / 8) * 8 - 4;
  const packed = new Uint8Array(4 + length + bytes.length).fill(0x20);
  new DataView(packed.buffer).setUint32(0, length, true);
  packed.set(json, 4);
  packed.set(bytes, 4 + length);
  return packed.buffer;
}

describe('a picture in its own values', () => {
  test('is unpacked with what its file says of it', () => {
    const picture = readGreyPicture(pack(header, values));
    expect([...picture.values]).toEqual([-1024, 40, 3071]);
    expect(picture).toMatchObject(header);
    expect(picture.pixelAspect).toBe(2);
  });

  test.each([
    ['uint8', [0, 7, 255], [0, 7, 255]],
    ['uint16', [0x00, 0x00, 0xff, 0x0f, 0xff, 0xff], [0, 4095, 65_535]],
    // IEEE 754: 1, -2 and 0.5.
    ['float32', [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f], [1, -2, 0.5]],
  ])('may hold %s', (valueType, bytes, expected) => {
    expect([...readGreyPicture(pack({ ...header, valueType }, bytes)).values]).toEqual(expected);
  });

  test('of pixels that are square but for a hair shows them square', () => {
    const pixelSpacing = { rowMm: 0.1435, columnMm: 0.143, plane: 'patient' };
    expect(readGreyPicture(pack({ ...header, pixelSpacing }, values)).pixelAspect).toBe(1);
  });

  test.each([
    ['no bytes', new ArrayBuffer(0)],
    ['a header longer than all', Uint8Array.of(255, 255, 255, 255, 123, 125).buffer],
    ['a header that is not JSON', packText('{"width": 3', values)],
    ['a header without its width', pack({ ...header, width: undefined }, values)],
    ['a value missing', pack(header, values.slice(0, 4))],
    ['a byte too many', pack(header, [...values, 0])],
  ])('with %s is damaged, and said to be', (_what, bytes) => {
    expect(() => readGreyPicture(bytes)).toThrow(
      expect.objectContaining({ code: 'image-unreadable', message: expect.stringContaining('damaged') }),
    );
  });
});

describe('loading', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('takes the values as they come', async () => {
    const answer = new Response(pack(header, values), { headers: { 'content-type': greyPictureType } });
    vi.stubGlobal('fetch', () => Promise.resolve(answer));
    const picture = await loadPicture('/images/1', new AbortController().signal);
    expect([...picture.values]).toEqual([-1024, 40, 3071]);
  });

  test('says why the app has no picture', async () => {
    const payload = { code: 'image-changed', message: 'It has changed.', details: {} };
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(payload, { status: 404 })));
    await expect(loadPicture('/images/1', new AbortController().signal)).rejects.toMatchObject(payload);
  });

  test('says that the app is gone where the answer breaks off', async () => {
    const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
    const answer = new Response(broken, { headers: { 'content-type': greyPictureType } });
    vi.stubGlobal('fetch', () => Promise.resolve(answer));
    await expect(loadPicture('/images/1', new AbortController().signal)).rejects.toMatchObject({
      code: 'connection-lost',
    });
  });
});
