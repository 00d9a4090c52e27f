import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { locateNativeFolder, type NativeChoice } from '../../main/native-library.ts';
import { say, startProgress } from '../progress.ts';
import { projectFolder } from '../project-paths.ts';
import { readChoice } from '../provision/native-folder.ts';

/** The names electron-builder.yml takes the native library from: `current.json` and `library` in this folder. */
const STAGED_FOLDER = path.join(projectFolder, 'dist', 'native');
const STAGED_LIBRARY = 'library';

/**
 * Copies the native library in use to where the installer takes it from, without the headers; nothing when it is there
 * already. Without a native library the installed app runs on the wasm engine.
 */
export function stageNative(staged: string = STAGED_FOLDER): void {
  const nativeFolder = locateNativeFolder();
  const choice = readChoice(nativeFolder);
  if (choice === null || choice.folder === null) {
    rmSync(staged, { recursive: true, force: true });
    say('There is no native TensorFlow to pack: the installed app will run on the wasm engine.');
    return;
  }
  const source = path.join(nativeFolder, choice.folder);
  if (
    readText(path.join(staged, STAGED_LIBRARY, 'native.json')) === readText(path.join(source, 'native.json'))
  )
    return;
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
  const stagedChoice: NativeChoice = { ...choice, folder: STAGED_LIBRARY };
  writeFileSync(path.join(partial, 'current.json'), `${JSON.stringify(stagedChoice, null, 2)}\n`);
  renameSync(partial, staged);
  progress.finish();
}

function readText(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
