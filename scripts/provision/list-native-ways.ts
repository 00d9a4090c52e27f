import type { NativeKind } from '../../main/native-library.ts';
import {
  findNativeBuild,
  findOlderRelease,
  type NativeSystem,
  type NativeVersions,
} from './native-versions.ts';
import { provisionByOwnDownload } from './provision-by-own-download.ts';
import { provisionByWheel } from './provision-by-wheel.ts';

/** One way to a native library. */
export interface NativeWay {
  /** Named to the user. */
  readonly title: string;
  readonly kind: NativeKind;
  readonly tensorflow: string;
  /** The version whose binding the library's folder must hold. */
  readonly tfjsNodeGpu: string;
  /** The library's folder within the native folder; also the key its failures are remembered by. */
  readonly folderName: string;
  provision(folder: string): Promise<void>;
}

/**
 * The ways there are on a system, best first: the wheels of the wanted kind; where that is the GPU, the CPU's wheel; then
 * the older release that tfjs-node-gpu downloads for itself. That one is for the CPU only: its GPU build wants CUDA
 * 11.2, which no current GPU machine has.
 */
export function listNativeWays(
  versions: NativeVersions,
  system: NativeSystem,
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
      tfjsNodeGpu: versions.tfjsNodeGpu,
      folderName: `${versions.tensorflow}-${kind}`,
      provision: (folder) => provisionByWheel(build, versions, folder),
    });
  }
  const release = findOlderRelease(versions, system);
  if (release !== null) {
    ways.push({
      title: `TensorFlow ${release.tensorflow} (CPU), tfjs-node-gpu's own download`,
      kind: 'cpu',
      tensorflow: release.tensorflow,
      tfjsNodeGpu: versions.tfjsNodeGpu,
      folderName: `${release.tensorflow}-cpu`,
      provision: (folder) => provisionByOwnDownload(release, versions.tfjsNodeGpu, folder),
    });
  }
  return ways;
}
