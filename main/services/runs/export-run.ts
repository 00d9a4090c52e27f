import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { MethodOutput } from '../../../shared/ipc/contract.ts';
import { modelCardSchema } from '../../../shared/trainer-protocol.ts';
import { toMachineError } from '../../machine-error.ts';
import type { RunWithModel } from './resolve-run.ts';
import { modelFiles } from './run-files.ts';

/** Formats that a model can be exported in. */
export const exportFormats = ['tfjs'] as const;

/**
 * Copies a run's model to a folder of the user's, whole or not at all: the files are gathered in a folder
 * beside it, which takes the wanted name in one step.
 *
 * @param format `tfjs`: TensorFlow.js' layers format, and `negatoscope.json` with what its use takes
 * @param target a folder that does not exist yet, or an empty one
 * @throws AppError format-unknown, output-not-writable, disk-full
 */
export async function exportRun(
  run: RunWithModel,
  format: string,
  target: string,
): Promise<MethodOutput<'runs:export'>> {
  if (!exportFormats.some((known) => known === format)) {
    throw new AppError(
      'format-unknown',
      `There is no export format "${format}". Known are: ${exportFormats.join(', ')}.`,
      { format },
    );
  }
  const directory = path.resolve(target);
  await refuseOccupied(directory);
  const partial = path.join(path.dirname(directory), `.${path.basename(directory)}-${randomUUID()}`);
  try {
    await mkdir(partial, { recursive: true });
    for (const name of modelFiles) {
      await copyFile(path.join(run.modelDirectory, name), path.join(partial, name));
    }
    await writeThreshold(path.join(partial, 'negatoscope.json'), run.threshold);
    // An empty folder of that name gives way: Windows does not rename onto one.
    await rmdir(directory).catch(() => undefined);
    await rename(partial, directory);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    const error = toMachineError(cause);
    throw error.code === 'disk-full' ? error : toOutputError(directory, 'it cannot be written', cause);
  }
  return { path: directory, format, files: [...modelFiles] };
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
