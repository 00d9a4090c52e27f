import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../shared/ipc/app-error.ts';
import { findAppFolders } from '../app-folders.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { evaluate } from './evaluate.ts';
import { exitStatus } from './exit-status.ts';
import { followImport } from './follow-import.ts';
import { watchRun } from './follow-run.ts';
import { formatImport } from './format-dataset.ts';
import { formatEvaluation, toEvaluationDocument } from './format-evaluation.ts';
import { formatRun } from './format-run.ts';
import { formatPredictions } from './predict.ts';

/** Chosen so that the sample images teach the network something within a minute or so on a CPU. */
const settings = { epochs: 8, batchSize: 16, imageSize: 96, patience: 0, seed: 1 };

const farewell = `That was the main job from end to end. The demo's library is gone again; yours was not touched.

Next, with your own images:
  negatoscope datasets import ~/chest_xray --name cxr
  negatoscope train --dataset cxr --preset cnn5 --name first`;

export function addDemoCommand(program: Command, run: RunCommand): void {
  program
    .command('demo')
    .description('import, train, evaluate and predict on sample images, in about two minutes')
    .addHelpText(
      'after',
      '\nWorks in a throw-away library that is removed at the end; your own (--home) is not touched.',
    )
    .addHelpText('after', describeExamples('demo'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, runDemo);
    });
}

async function runDemo(context: CommandContext): Promise<void> {
  const { terminal } = context;
  const { samples } = findAppFolders();
  if (samples === null) {
    throw new AppError('path-not-found', 'The sample images that come with Negatoscope are not here.');
  }
  const library = await context.openLibrary({ home: makeThrowAwayHome() });

  terminal.tell('1. Import sample chest X-rays, of whole patients\n');
  const started = await library.call('imports:start-samples', {});
  const imported = await followImport(context, library, started.importId);
  terminal.tell(`${formatImport(imported)}\n`);

  terminal.tell(
    `2. Train cnn5 for ${settings.epochs} epochs at ${settings.imageSize} x ${settings.imageSize}\n`,
  );
  const queued = await library.call('runs:start', {
    dataset: imported.datasetId,
    preset: 'cnn5',
    name: 'demo',
    settings,
  });
  const run = await watchRun(context, library, queued);
  terminal.tell(`${formatRun(run)}\n`);
  if (run.status !== 'completed') {
    context.setExitStatus(run.status === 'stopped' ? exitStatus.cancelled : exitStatus.failed);
    return;
  }

  terminal.tell('3. Judge it on patients it has not seen\n');
  const testFolder = path.join(samples, 'test');
  const evaluation = await evaluate(context, library, { run: run.run, path: testFolder });
  terminal.tell(`${formatEvaluation(evaluation)}\n`);

  terminal.tell('4. Ask it about one image\n');
  const paths = [findFirstImage(path.join(testFolder, run.positiveClass))];
  const predictions = await library.call('predictions:make', { run: run.run, paths });
  terminal.tell(`${formatPredictions(predictions)}\n`);

  const document = { import: imported, run, evaluation: toEvaluationDocument(evaluation), predictions };
  terminal.print(document, () => farewell);
}

/** A temporary home that is removed when the process ends, also on Ctrl-C. */
function makeThrowAwayHome(): string {
  const home = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-demo-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  return home;
}

function findFirstImage(folder: string): string {
  const name = readdirSync(folder)
    .filter((entry) => entry.endsWith('.jpeg'))
    .sort()[0];
  if (name === undefined) throw new AppError('dataset-empty', `There is no sample image in ${folder}.`);
  return path.join(folder, name);
}
