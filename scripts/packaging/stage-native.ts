import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { locateNativeFolder, type NativeChoice } from '../../main/native-library.ts';
import { say, startProgress } from '../progress.ts';
import { projectFolder } from '../project-paths.ts';
import { readOperationsStamp } from '../provision/build-operations.ts';
import { readChoice, readManifest } from '../provision/native-folder.ts';

/** The names electron-builder.yml takes the native library from: `current.json` and `library` in this folder. */
const STAGED_FOLDER = path.join(projectFolder, 'dist', 'native');
const STAGED_LIBRARY = 'library';

/**
 * Copies the native library in use to where the installer takes it from, without the headers; nothing when it is there
 * already. Without a native library the installed app runs on the wasm engine.
 */
export function stageNative(staged: string = STAGED_FOLDER): void {
  const nativeFolder = locateNativeFolder();
  const folderName = readChoice(nativeFolder)?.folder ?? null;
  const source = folderName === null ? null : path.join(nativeFolder, folderName);
  const manifest = source === null ? null : readManifest(source);
  if (source === null || manifest === null) {
    rmSync(staged, { recursive: true, force: true });
    say('There is no native TensorFlow to pack: the installed app will run on the wasm engine.');
    return;
  }
  if (isSame(path.join(staged, STAGED_LIBRARY), source)) return;
  const progress = startProgress('Copying the native library for the installer');
  const partial = `${staged}.partial`;
  for (const folder of [partial, staged]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const headers = path.join(source, 'deps', 'include');
  cpSync(source, path.join(partial, STAGED_LIBRARY), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => file !== headers,
  });
  const stagedChoice: NativeChoice = {
    folder: STAGED_LIBRARY,
    reason: null,
    wanted: manifest.kind,
    isForced: false,
  };
  writeFileSync(path.join(partial, 'current.json'), `${JSON.stringify(stagedChoice, null, 2)}\n`);
  renameSync(partial, staged);
  progress.finish();
}

/** Whether two libraries are the same build, with the same operations of our own. */
function isSame(one: string, other: string): boolean {
  return (
    isDeepStrictEqual(readManifest(one), readManifest(other)) &&
    readOperationsStamp(one) === readOperationsStamp(other)
  );
}
