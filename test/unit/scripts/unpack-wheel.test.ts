import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Wheel } from '../../../scripts/provision/native-versions.ts';
import { unpackWheel } from '../../../scripts/provision/unpack-wheel.ts';

const python = 'python3';
const hasPython = spawnSync(python, ['--version']).status === 0;
const wheel: Wheel = {
  name: 'tensorflow',
  version: '2.21.0',
  file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
  sizeBytes: 1,
  unpackedBytes: 1,
  sha256: '0'.repeat(64),
};

describe.skipIf(!hasPython)('unpackWheel (skipped where there is no python3)', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'unpack-wheel-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const makeWheel = (names: readonly string[]): string => {
    const file = path.join(folder, wheel.file);
    const script =
      'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n for n in sys.argv[2:]: z.writestr(n, n)';
    expect(spawnSync(python, ['-c', script, file, ...names]).status).toBe(0);
    return file;
  };
  const listUnpacked = (): string[] =>
    readdirSync(path.join(folder, 'out'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(folder, 'out'), path.join(entry.parentPath, entry.name)))
      .sort();

  it('keeps the libraries and the headers the binding needs, and nothing of Python', async () => {
    const file = makeWheel([
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/libtensorflow_framework.so.2',
      'tensorflow/python/heavy.so',
      'tensorflow/include/tensorflow/c/eager/c_api.h',
      'tensorflow/include/tensorflow/compiler/many.h',
      'tensorflow/include/tsl/platform/ctstring.h',
      'nvidia/cudnn/lib/libcudnn.so.9',
      'nvidia/cudnn/include/cudnn.h',
    ]);
    await unpackWheel(python, wheel, file, path.join(folder, 'out'));
    expect(listUnpacked()).toEqual([
      'deps/include/tensorflow/c/eager/c_api.h',
      'deps/include/tsl/platform/ctstring.h',
      'deps/lib/libtensorflow_cc.so.2',
      'deps/lib/libtensorflow_framework.so.2',
      'deps/nvidia/cudnn/lib/libcudnn.so.9',
    ]);
  });

  it('refuses a name that leads out of the folder', async () => {
    const file = makeWheel(['tensorflow/libtensorflow/../../../../escaped']);
    await expect(unpackWheel(python, wheel, file, path.join(folder, 'out'))).rejects.toThrow(
      'would leave the folder',
    );
    expect(existsSync(path.join(folder, 'escaped'))).toBe(false);
  });
});
