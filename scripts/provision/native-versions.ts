import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { nativeKindSchema, type NativeKind } from '../../main/native-library.ts';

const wheelSchema = z.object({
  name: z.string(),
  version: z.string(),
  file: z.string().endsWith('.whl'),
  sizeBytes: z.int().positive(),
  /** Size of the parts that are kept (libraries; the few headers are not counted). */
  unpackedBytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const buildSchema = z.object({
  platform: z.string(),
  arch: z.string(),
  kind: nativeKindSchema,
  wheels: z.array(wheelSchema).min(1),
});

/** The libtensorflow that tfjs-node-gpu was released with, and that its own install script downloads. */
const releaseSchema = z.object({
  platform: z.string(),
  arch: z.string(),
  tensorflow: z.string(),
  url: z.url(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const nativeVersionsSchema = z.object({
  tensorflow: z.string(),
  tfjsNodeGpu: z.string(),
  builds: z.array(buildSchema),
  olderReleases: z.array(releaseSchema),
});

export type Wheel = z.infer<typeof wheelSchema>;
export type NativeBuild = z.infer<typeof buildSchema>;
export type NativeRelease = z.infer<typeof releaseSchema>;
export type NativeVersions = z.infer<typeof nativeVersionsSchema>;

/**
 * Reads the pinned versions, sizes and hashes of everything native. A wheel's Python version plays no part: only C
 * libraries are taken from it. The GPU build's NVIDIA wheels are one CUDA release (12.8.1, within the wheel's
 * `and-cuda` ranges) and the last cuDNN that still runs on Pascal and Volta cards; nvcc, which only XLA needs, is left
 * out.
 */
export function readNativeVersions(): NativeVersions {
  const file = path.join(import.meta.dirname, '..', 'native-versions.json');
  return nativeVersionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** A system as Node names it: `process.platform`, `process.arch`. */
export interface NativeSystem {
  readonly platform: string;
  readonly arch: string;
}

/** The pinned build for a system, or null when there is none. */
export function findNativeBuild(
  versions: NativeVersions,
  system: NativeSystem,
  kind: NativeKind,
): NativeBuild | null {
  return versions.builds.find((build) => build.kind === kind && isFor(build, system)) ?? null;
}

/** The older release for a system, or null when there is none. */
export function findOlderRelease(versions: NativeVersions, system: NativeSystem): NativeRelease | null {
  return versions.olderReleases.find((release) => isFor(release, system)) ?? null;
}

function isFor(pinned: NativeSystem, system: NativeSystem): boolean {
  return pinned.platform === system.platform && pinned.arch === system.arch;
}
