import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { formatBytes, say } from '../progress.ts';
import { buildBinding, checkCompiler } from './build-binding.ts';
import { downloadWheel } from './download-wheel.ts';
import { findPython } from './find-python.ts';
import { createPartialFolder, moveIntoPlace } from './native-folder.ts';
import type { NativeBuild, NativeVersions } from './native-versions.ts';
import { ProvisionProblem } from './provision-problem.ts';
import { unpackWheel } from './unpack-wheel.ts';

/** Beyond the library itself: the binding's build and some air. */
const SPARE_BYTES = 100e6;
/** The wheels are built against this C library or newer (manylinux_2_27). */
const OLDEST_GLIBC = [2, 27] as const;

/**
 * Makes the library in `folder` from the pinned Python wheels: download, check, unpack, build the binding. Everything
 * happens in a partial folder beside it, which is renamed when whole and removed when something fails.
 * @throws ProvisionProblem, or the file system's own errors
 */
export async function provisionByWheel(
  build: NativeBuild,
  versions: NativeVersions,
  folder: string,
): Promise<void> {
  const nativeFolder = path.dirname(folder);
  checkGlibc();
  await checkCompiler();
  const python = await findPython();
  mkdirSync(nativeFolder, { recursive: true });
  checkDisk(build, nativeFolder);
  announceDownload(build);
  const partial = createPartialFolder(nativeFolder);
  try {
    for (const wheel of build.wheels) {
      const file = await downloadWheel(python, wheel, partial);
      await unpackWheel(python, wheel, file, partial);
      rmSync(file);
    }
    await buildBinding(partial);
    moveIntoPlace(partial, folder, {
      kind: build.kind,
      tensorflow: versions.tensorflow,
      tfjsNodeGpu: versions.tfjsNodeGpu,
      libraryFolders: listLibraryFolders(partial),
    });
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The most room the build takes while it is made: all that is kept, and the largest wheel beside it. */
export function estimateDiskBytes(build: NativeBuild): number {
  const kept = build.wheels.reduce((sum, wheel) => sum + wheel.unpackedBytes, 0);
  return kept + Math.max(...build.wheels.map((wheel) => wheel.sizeBytes)) + SPARE_BYTES;
}

function announceDownload({ kind, wheels }: NativeBuild): void {
  const sizeBytes = wheels.reduce((sum, wheel) => sum + wheel.sizeBytes, 0);
  const parts = wheels.length === 1 ? '' : ` in ${wheels.length} parts`;
  const other = kind === 'gpu' ? '; `npm run provision -- --cpu` takes the far smaller one without GPU' : '';
  say(
    `Native TensorFlow for the ${kind.toUpperCase()}: ${formatBytes(sizeBytes)} to download${parts}${other}.`,
  );
}

function checkDisk(build: NativeBuild, nativeFolder: string): void {
  const { bavail, bsize } = statfsSync(nativeFolder);
  const needed = estimateDiskBytes(build);
  if (bavail * bsize >= needed) return;
  throw new ProvisionProblem(
    'disk-full',
    `it needs ${formatBytes(needed)} free in ${nativeFolder}, which has ${formatBytes(bavail * bsize)}`,
  );
}

function checkGlibc(): void {
  const report: unknown = process.report.getReport();
  const version = readGlibcVersion(report);
  const [major, minor] = OLDEST_GLIBC;
  if (version !== null && (version[0] > major || (version[0] === major && version[1] >= minor))) return;
  const received = version === null ? 'another C library' : `glibc ${version.join('.')}`;
  throw new ProvisionProblem(
    'no-build',
    `TensorFlow's build needs glibc ${major}.${minor} or newer; this system has ${received}`,
  );
}

function readGlibcVersion(report: unknown): readonly [number, number] | null {
  if (typeof report !== 'object' || report === null || !('header' in report)) return null;
  const { header } = report;
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return null;
  const [major, minor] = String(header.glibcVersionRuntime).split('.').map(Number);
  return major === undefined || minor === undefined ? null : [major, minor];
}

function listLibraryFolders(folder: string): string[] {
  const nvidia = path.join('deps', 'nvidia');
  let names: string[] = [];
  try {
    names = readdirSync(path.join(folder, nvidia)).sort();
  } catch {
    // The CPU build has none.
  }
  return [path.join('deps', 'lib'), ...names.map((name) => path.join(nvidia, name, 'lib'))];
}
