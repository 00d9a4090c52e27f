import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  nativeChoiceSchema,
  nativeManifestSchema,
  readNativeFile,
  type NativeChoice,
  type NativeManifest,
} from '../../main/native-library.ts';

const PARTIAL_PREFIX = '.partial-';
const PARTIAL_MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** The manifest of a whole library in `folder`, or null when there is none. */
export function readManifest(folder: string): NativeManifest | null {
  return readNativeFile(path.join(folder, 'native.json'), nativeManifestSchema);
}

/** What provisioning last decided, or null before its first time. */
export function readChoice(nativeFolder: string): NativeChoice | null {
  return readNativeFile(path.join(nativeFolder, 'current.json'), nativeChoiceSchema);
}

/** Records the decision, whole or not at all. */
export function writeChoice(nativeFolder: string, choice: NativeChoice): void {
  const partial = path.join(nativeFolder, `current.json.${process.pid}`);
  writeFileSync(partial, `${JSON.stringify(choice, null, 2)}\n`);
  renameSync(partial, path.join(nativeFolder, 'current.json'));
}

/** Makes an empty folder to build a library in; its name carries this process's id, so that others know its owner. */
export function createPartialFolder(nativeFolder: string): string {
  mkdirSync(nativeFolder, { recursive: true });
  return mkdtempSync(path.join(nativeFolder, `${PARTIAL_PREFIX}${process.pid}-`));
}

/**
 * Makes `partial` the library in `folder`: writes the manifest, then renames. When another set-up finished the same
 * library first, theirs stays and `partial` is thrown away.
 */
export function moveIntoPlace(partial: string, folder: string, manifest: NativeManifest): void {
  if (readManifest(folder)?.tfjsNodeGpu === manifest.tfjsNodeGpu) {
    rmSync(partial, { recursive: true, force: true });
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(path.join(partial, 'native.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(partial, folder);
}

/** Removes what interrupted set-ups left: partial folders whose process is gone, or that are older than a day. */
export function sweepPartialFolders(nativeFolder: string, nowMs: number): string[] {
  const swept = listPartialFolders(nativeFolder).filter(
    (name) =>
      !isOwnerAlive(name) || nowMs - statSync(path.join(nativeFolder, name)).mtimeMs > PARTIAL_MAX_AGE_MS,
  );
  for (const name of swept) rmSync(path.join(nativeFolder, name), { recursive: true, force: true });
  return swept;
}

/** Whether another living process is building a library in this folder right now. */
export function isOtherSetUpRunning(nativeFolder: string): boolean {
  return listPartialFolders(nativeFolder).some(
    (name) => readOwner(name) !== process.pid && isOwnerAlive(name),
  );
}

/** Bytes of all files beneath `folder`; 0 when it is not there. Files that vanish meanwhile are left out. */
export function measureFolderBytes(folder: string): number {
  let sizeBytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) sizeBytes += measureFolderBytes(file);
      else if (entry.isFile()) sizeBytes += statSync(file).size;
    }
  } catch {
    // The folder or one of its files was removed while it was measured.
  }
  return sizeBytes;
}

function listPartialFolders(nativeFolder: string): string[] {
  try {
    return readdirSync(nativeFolder).filter((name) => name.startsWith(PARTIAL_PREFIX));
  } catch {
    return [];
  }
}

function readOwner(partialName: string): number {
  return Number.parseInt(partialName.slice(PARTIAL_PREFIX.length), 10);
}

function isOwnerAlive(partialName: string): boolean {
  const owner = readOwner(partialName);
  if (!Number.isInteger(owner)) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
