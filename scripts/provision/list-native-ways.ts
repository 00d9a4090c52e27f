import type { NativeKind } from '../../main/native-library.ts';
import { findNativeBuild, type NativeVersions } from './native-versions.ts';
import { provisionByOwnDownload } from './provision-by-own-download.ts';
import { provisionByWheel } from './provision-by-wheel.ts';

/** One way to a native library. */
export interface NativeWay {
  /** Named to the user. */
  readonly title: string;
  readonly kind: NativeKind;
  readonly tensorflow: string;
  /** The library's folder within the native folder; also the key its failures are remembered by. */
  readonly folderName: string;
  provision(folder: string): Promise<void>;
}

/**
 * The ways there are on a system, best first: the wheels of the wanted kind; where that is the GPU, the CPU's wheel; then
 * tfjs-node-gpu's own download. Its GPU library wants CUDA 11.2, so it is asked for only on Windows, where there is no
 * other way to a GPU.
 */
export function listNativeWays(
  versions: NativeVersions,
  system: { readonly platform: string; readonly arch: string },
  wanted: NativeKind,
): NativeWay[] {
  const kinds: NativeKind[] = wanted === 'gpu' ? ['gpu', 'cpu'] : ['cpu'];
  const ways: NativeWay[] = [];
  for (const kind of kinds) {
    const build = findNativeBuild(versions, system, kind);
    if (build === null) continue;
    ways.push({
      title: `TensorFlow ${versions.tensorflow} (${kind.toUpperCase()})`,
      kind,
      tensorflow: versions.tensorflow,
      folderName: `${versions.tensorflow}-${kind}`,
      provision: (folder) => provisionByWheel(build, versions, folder),
    });
  }
  const { ownDownload } = versions;
  if (ownDownload.systems.includes(`${system.platform}-${system.arch}`)) {
    const kind = wanted === 'gpu' && system.platform === 'win32' ? 'gpu' : 'cpu';
    ways.push({
      title: `TensorFlow ${ownDownload.tensorflow} (${kind.toUpperCase()}, tfjs-node-gpu's own download)`,
      kind,
      tensorflow: ownDownload.tensorflow,
      folderName: `${ownDownload.tensorflow}-${kind}-own`,
      provision: (folder) => provisionByOwnDownload(kind, versions, folder),
    });
  }
  return ways;
}
