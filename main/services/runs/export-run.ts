import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nameFindings } from '../../../shared/domain/classes.ts';
import type { EnsembleCard } from '../../../shared/domain/ensemble-card.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { MethodOutput } from '../../../shared/ipc/contract.ts';
import { modelCardSchema } from '../../../shared/trainer-protocol.ts';
import { toMachineError } from '../../machine-error.ts';
import { askIfMeant } from '../../nearest-word.ts';
import type { JudgingRun } from './resolve-run.ts';
import { modelFiles } from './run-files.ts';

/** Formats that a model can be exported in. */
export const exportFormats = ['tfjs'] as const;

/**
 * Copies a run's model to a folder of the user's, whole or not at all: the files are gathered in a folder
 * beside it, which takes the wanted name in one step.
 *
 * @param format `tfjs`: TensorFlow.js' layers format, and `negatoscope.json` with what its use takes; of an ensemble
 *   `ensemble.json`, and a folder a member with its model
 * @param target a folder that does not exist yet, or an empty one
 * @throws AppError format-unknown, output-not-writable, disk-full
 */
export async function exportRun(
  run: JudgingRun,
  format: string,
  target: string,
): Promise<MethodOutput<'runs:export'>> {
  if (!exportFormats.some((known) => known === format)) {
    throw new AppError(
      'format-unknown',
      `There is no export format "${format}".${askIfMeant(format, exportFormats)} Known are: ${exportFormats.join(', ')}.`,
      { format },
    );
  }
  const directory = path.resolve(target);
  await refuseOccupied(directory);
  const partial = path.join(path.dirname(directory), `.${path.basename(directory)}-${randomUUID()}`);
  try {
    await mkdir(partial, { recursive: true });
    const files =
      run.kind === 'ensemble' ? await writeEnsemble(run, partial) : await writeTrained(run, partial);
    // An empty folder of that name gives way: Windows does not rename onto one.
    await rmdir(directory).catch(() => undefined);
    await rename(partial, directory);
    return { path: directory, format, files };
  } catch (cause) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    const error = toMachineError(cause);
    throw error.code === 'disk-full' ? error : toOutputError(directory, 'it cannot be written', cause);
  }
}

async function writeTrained({ models: [model], threshold }: JudgingRun, folder: string): Promise<string[]> {
  if (model === undefined) throw new Error('a run without a model');
  await copyModel(model.directory, folder);
  await writeThreshold(path.join(folder, 'negatoscope.json'), threshold);
  return [...modelFiles];
}

async function writeEnsemble(ensemble: JudgingRun, folder: string): Promise<string[]> {
  const { name, classes, threshold, models } = ensemble;
  const members = models.map(({ run, directory }, index) => ({
    name: run.name,
    folder: `member-${index + 1}`,
    directory,
  }));
  for (const member of members) {
    await mkdir(path.join(folder, member.folder));
    await copyModel(member.directory, path.join(folder, member.folder));
  }
  const card: EnsembleCard = {
    format: 'negatoscope-ensemble-1',
    name,
    classes,
    positiveClass: nameFindings(classes),
    threshold,
    members: members.map(({ directory: _, ...member }) => member),
  };
  await writeFile(path.join(folder, 'ensemble.json'), `${JSON.stringify(card, null, 2)}\n`);
  return [
    'ensemble.json',
    ...members.flatMap((member) => modelFiles.map((file) => `${member.folder}/${file}`)),
  ];
}

async function copyModel(source: string, target: string): Promise<void> {
  for (const name of modelFiles) await copyFile(path.join(source, name), path.join(target, name));
}

/** The card names the operating point in use, which may have been chosen after the model was saved. */
async function writeThreshold(cardPath: string, threshold: number): Promise<void> {
  const text = await readFile(cardPath, 'utf8');
  const card = modelCardSchema.parse(JSON.parse(text));
  if (card.threshold === threshold) return;
  await writeFile(cardPath, `${JSON.stringify({ ...card, threshold }, null, 2)}\n`);
}

async function refuseOccupied(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) throw toOutputError(directory, 'there is a file of that name');
  const entries = await readdir(directory).catch((cause: unknown) => {
    throw toOutputError(directory, 'it cannot be read', cause);
  });
  if (entries.length > 0) throw toOutputError(directory, 'the folder is not empty');
}

function toOutputError(directory: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'output-not-writable',
    `The model cannot be exported to ${directory}: ${reason}. Name a folder that does not exist yet, or an empty one that you may write to.`,
    { path: directory },
    { cause },
  );
}
