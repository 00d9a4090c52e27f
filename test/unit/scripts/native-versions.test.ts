import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toPipArguments } from '../../../scripts/provision/download-wheel.ts';
import { listNativeWays } from '../../../scripts/provision/list-native-ways.ts';
import { findNativeBuild, readNativeVersions } from '../../../scripts/provision/native-versions.ts';

const versions = readNativeVersions();
const linux = { platform: 'linux', arch: 'x64' };

describe('the pinned native versions', () => {
  it('are those of the binding in package.json', () => {
    const manifest: unknown = JSON.parse(
      readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8'),
    );
    const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(manifest);
    expect(dependencies['@tensorflow/tfjs-node-gpu']).toBe(versions.tfjsNodeGpu);
  });

  it('name one CUDA 12 and one cuDNN 9 beside TensorFlow in the GPU build', () => {
    const names = findNativeBuild(versions, linux, 'gpu')?.wheels.map(({ name }) => name) ?? [];
    // The libraries that TensorFlow opens at run time (tensorflow 2.21.0's `and-cuda` extra, less nvcc).
    for (const library of ['cublas', 'cuda-runtime', 'cudnn', 'cufft', 'cusolver', 'cusparse', 'nccl'])
      expect(names).toContain(`nvidia-${library}-cu12`);
  });

  it('let pip find a wheel for another Python and another system than its own', () => {
    const [wheel] = findNativeBuild(versions, { platform: 'linux', arch: 'arm64' }, 'cpu')?.wheels ?? [];
    if (wheel === undefined) throw new Error('there is no build for 64-bit ARM');
    expect(toPipArguments(wheel)).toEqual(
      expect.arrayContaining([
        '--python-version=311',
        '--abi=cp311',
        '--platform=manylinux_2_27_aarch64',
        'tensorflow==2.21.0',
      ]),
    );
  });

  it('ask for every platform tag that a wheel bears', () => {
    const wheel = findNativeBuild(versions, linux, 'gpu')?.wheels.find(({ name }) => name.includes('cufft'));
    if (wheel === undefined) throw new Error('there is no cuFFT wheel');
    const platforms = toPipArguments(wheel).filter((argument) => argument.startsWith('--platform='));
    expect(platforms).toEqual(['--platform=manylinux2014_x86_64', '--platform=manylinux_2_17_x86_64']);
  });
});

describe('listNativeWays', () => {
  const list = (platform: string, arch: string, wanted: 'cpu' | 'gpu') =>
    listNativeWays(versions, { platform, arch }, wanted).map(({ folderName }) => folderName);

  it("tries the GPU's wheels, then the CPU's, then the package's own download", () => {
    expect(list('linux', 'x64', 'gpu')).toEqual(['2.21.0-gpu', '2.21.0-cpu', '2.9.1-cpu']);
    expect(list('linux', 'x64', 'cpu')).toEqual(['2.21.0-cpu', '2.9.1-cpu']);
  });

  it('has only what there is for the system', () => {
    expect(list('linux', 'arm64', 'gpu')).toEqual(['2.21.0-cpu']);
    expect(list('win32', 'x64', 'gpu')).toEqual(['2.9.1-cpu']);
    expect(list('freebsd', 'x64', 'cpu')).toEqual([]);
  });
});
