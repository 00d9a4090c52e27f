// npm run train:default -- FOLDER: makes the model that the app ships anew, in models/pneumonia

import path from 'node:path';
import { parseArgs } from 'node:util';
import { openApplication } from '../../main/application.ts';
import { projectFolder } from '../project-paths.ts';
import { say } from '../progress.ts';
import { provisionNative } from '../provision/provision-native.ts';
import { runForeground } from '../run-foreground.mjs';
import { writeShippedModel } from '../shipped-model/write-shipped-model.ts';

const usage = `Trains the preset robust, with its own settings and seed 1, and puts the model where the app ships it from.

  npm run train:default -- FOLDER [--home DIR]

FOLDER holds the class folders NORMAL and PNEUMONIA of the Chest X-Ray Images (Pneumonia) dataset's training part.
DIR is the library that it works in (default: dist/default-model): a run cut short there goes on.`;

const runName = 'Pneumonia, robust';
const datasetName = 'chest-xray-pneumonia';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { home: { type: 'string' }, help: { type: 'boolean' } },
});
const [folder] = positionals;
if (values.help === true || folder === undefined) {
  say(usage);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  process.exitCode = await trainDefault(
    path.resolve(folder),
    path.resolve(values.home ?? path.join(projectFolder, 'dist', 'default-model')),
  );
}

async function trainDefault(images: string, home: string): Promise<number> {
  await provisionNative({ kind: null, isExplicit: false });
  const run = (...words: string[]): Promise<number> =>
    runForeground(process.execPath, [path.join(projectFolder, 'main', 'cli.ts'), '--home', home, ...words]);
  const status = (await run('datasets', 'import', images, '--name', datasetName)) || (await train(run, home));
  if (status !== 0) return status;
  await writeShippedModel({ home, run: runName, target: path.join(projectFolder, 'models', 'pneumonia') });
  return 0;
}

/** Trains, goes on with what an earlier call began, or leaves what it finished. */
async function train(run: (...words: string[]) => Promise<number>, home: string): Promise<number> {
  switch (await findRunStatus(home)) {
    case null:
      return run('train', '--dataset', datasetName, '--preset', 'robust', '--name', runName);
    case 'completed':
      return 0;
    default:
      return run('runs', 'resume', runName);
  }
}

async function findRunStatus(home: string): Promise<string | null> {
  const library = await openApplication({ home, engine: 'auto', front: 'command-line' });
  try {
    const runs = await library.call('runs:list', {});
    return runs.find(({ name }) => name === runName)?.status ?? null;
  } finally {
    await library.close();
  }
}
