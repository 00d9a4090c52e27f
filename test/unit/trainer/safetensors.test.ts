import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../../main/trainer/checkpoint/safetensors.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'negatoscope-'));
  file = path.join(folder, 'a.safetensors');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contents = {
  metadata: { format: 'test', state: '{"ü":1}' },
  tensors: new Map([
    ['layer/kernel', { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, 4, 5, 6) }],
    ['scalar', { shape: [], values: Float32Array.of(0.25) }],
    ['empty', { shape: [0], values: new Float32Array() }],
  ]),
};

test('has the layout that safetensors describes, byte by byte', () => {
  writeSafetensors(file, contents);
  const bytes = readFileSync(file);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  expect(headerLength % 8).toBe(0);
  expect(JSON.parse(bytes.toString('utf8', 8, 8 + headerLength))).toEqual({
    __metadata__: { format: 'test', state: '{"ü":1}' },
    'layer/kernel': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    scalar: { dtype: 'F32', shape: [], data_offsets: [24, 28] },
    empty: { dtype: 'F32', shape: [0], data_offsets: [28, 28] },
  });
  const data = bytes.subarray(8 + headerLength);
  expect(data.length).toBe(28);
  expect(Array.from({ length: 7 }, (_, index) => data.readFloatLE(index * 4))).toEqual([
    1, -2, 3.5, 4, 5, 6, 0.25,
  ]);
});

test('reads back what it wrote', () => {
  writeSafetensors(file, contents);
  expect(readSafetensors(file)).toEqual(contents);
  expect(readdirSync(folder)).toEqual(['a.safetensors']);
});

const python = spawnSync('python3', ['-c', 'import safetensors.numpy']);
test.skipIf(python.status !== 0)('is read by the Python package (skipped where it is not installed)', () => {
  writeSafetensors(file, contents);
  const script =
    'import json, sys; from safetensors import safe_open\n' +
    'f = safe_open(sys.argv[1], "numpy"); print(json.dumps([f.metadata(), {k: f.get_tensor(k).tolist() for k in f.keys()}]))';
  expect(JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }))).toEqual([
    contents.metadata,
    {
      'layer/kernel': [
        [1, -2, 3.5],
        [4, 5, 6],
      ],
      scalar: 0.25,
      empty: [],
    },
  ]);
});

describe('a file that is not whole', () => {
  test.each([4, 20, -4])('cut off at byte %d is refused', (length) => {
    writeSafetensors(file, contents);
    writeFileSync(file, readFileSync(file).subarray(0, length));
    expect(() => readSafetensors(file)).toThrow();
  });

  test('with nonsense for a header is refused', () => {
    writeFileSync(file, Buffer.concat([Buffer.from([8, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('nonsense')]));
    expect(() => readSafetensors(file)).toThrow();
  });
});

test.skipIf(process.platform !== 'linux')('a full disk leaves the file before it as it was', () => {
  writeSafetensors(file, contents);
  // /dev/full answers every write as a full disk does.
  symlinkSync('/dev/full', `${file}.partial`);
  expect(() => writeSafetensors(file, { ...contents, metadata: { format: 'new' } })).toThrow(
    expect.objectContaining({ code: 'ENOSPC' }),
  );
  expect(readSafetensors(file)).toEqual(contents);
  expect(readdirSync(folder)).toEqual(['a.safetensors']);
});
