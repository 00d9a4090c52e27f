import { describe, expect, it } from 'vitest';
import type { NativeLibrary } from '../../../main/native-library.ts';
import { makeTrainerEnvironment } from '../../../main/trainer-host/trainer-environment.ts';

const missing: NativeLibrary = { status: 'missing', reason: 'not provisioned yet' };
const present: NativeLibrary = {
  status: 'present',
  kind: 'gpu',
  tensorflowVersion: '2.21.0',
  libraryPaths: ['/native/tensorflow', '/native/cudnn'],
};

describe('makeTrainerEnvironment', () => {
  it('keeps the parent environment but for what is meant for Electron and for Node', () => {
    const environment = makeTrainerEnvironment(
      { HOME: '/home/ada', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect', NODE_CHANNEL_FD: '3' },
      missing,
      'linux',
    );
    expect(environment).toEqual({
      HOME: '/home/ada',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      TF_CPP_MIN_LOG_LEVEL: '1',
      NEGATOSCOPE_NATIVE_REASON: 'not provisioned yet',
    });
  });

  it('puts the folders of the native library before the search path of each platform', () => {
    const parent = { LD_LIBRARY_PATH: '/opt/lib', Path: 'C:\\Windows' };
    expect(makeTrainerEnvironment(parent, present, 'linux')['LD_LIBRARY_PATH']).toBe(
      '/native/tensorflow:/native/cudnn:/opt/lib',
    );
    expect(makeTrainerEnvironment(parent, present, 'win32')['Path']).toBe(
      '/native/tensorflow;/native/cudnn;C:\\Windows',
    );
    expect(makeTrainerEnvironment(parent, present, 'darwin')['DYLD_LIBRARY_PATH']).toBe(
      '/native/tensorflow:/native/cudnn',
    );
  });

  it('says nothing of a missing library where there is one, whatever the parent said', () => {
    const environment = makeTrainerEnvironment({ NEGATOSCOPE_NATIVE_REASON: 'old' }, present, 'linux');
    expect(environment).not.toHaveProperty('NEGATOSCOPE_NATIVE_REASON');
  });

  it('leaves a log level that the user set', () => {
    expect(
      makeTrainerEnvironment({ TF_CPP_MIN_LOG_LEVEL: '0' }, missing, 'linux')['TF_CPP_MIN_LOG_LEVEL'],
    ).toBe('0');
  });
});
