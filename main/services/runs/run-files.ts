import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CheckpointFile } from '../../../shared/domain/run-log.ts';

/** The files that make up a saved model, in the folder that `toModelDirectory` names. */
export const modelFiles = ['model.json', 'weights.bin', 'negatoscope.json'] as const;

/** Where a run's folder keeps its model. */
export function toModelDirectory(runDirectory: string): string {
  return path.join(runDirectory, 'model');
}

/** Whether a run's folder holds a whole model. */
export function hasModel(runDirectory: string): boolean {
  return hasModelFiles(toModelDirectory(runDirectory));
}

/** Whether a folder holds every file of a model. */
export function hasModelFiles(directory: string): boolean {
  return modelFiles.every((name) => existsSync(path.join(directory, name)));
}

/** What the trainer calls a checkpoint that is whole; one half written has another ending. */
const checkpointPattern = /^epoch-(\d+)\.safetensors$/;

/** Whether a run's folder holds a checkpoint to go on from. */
export function hasCheckpoint(runDirectory: string): boolean {
  const folder = path.join(runDirectory, 'checkpoints');
  // Of a thousand runs most have none, and an error a run takes longer than the rest of their list.
  if (!existsSync(folder)) return false;
  try {
    return readdirSync(folder).some((name) => checkpointPattern.test(name));
  } catch {
    return false;
  }
}

/** The checkpoints in a run's folder, the newest first; one that goes while they are listed is left out. */
export function listCheckpoints(runDirectory: string): CheckpointFile[] {
  const folder = path.join(runDirectory, 'checkpoints');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const epoch = checkpointPattern.exec(name)?.[1];
      const found = statSync(path.join(folder, name), { throwIfNoEntry: false });
      if (epoch === undefined || found === undefined) return [];
      return { name, epoch: Number(epoch), sizeBytes: found.size, writtenAt: found.mtime.toISOString() };
    })
    .sort((a, b) => b.epoch - a.epoch);
}
