import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The files that make up a saved model, in the folder that `toModelDirectory` names. */
export const modelFiles = ['model.json', 'weights.bin', 'negatoscope.json'] as const;

/** Where a run's folder keeps its model. */
export function toModelDirectory(runDirectory: string): string {
  return path.join(runDirectory, 'model');
}

/** Whether a run's folder holds a whole model. */
export function hasModel(runDirectory: string): boolean {
  const directory = toModelDirectory(runDirectory);
  return modelFiles.every((name) => existsSync(path.join(directory, name)));
}

/** What the trainer calls a checkpoint that is whole; one half written has another ending. */
const checkpointPattern = /^epoch-\d+\.safetensors$/;

/** Whether a run's folder holds a checkpoint to go on from. */
export function hasCheckpoint(runDirectory: string): boolean {
  try {
    return readdirSync(path.join(runDirectory, 'checkpoints')).some((name) => checkpointPattern.test(name));
  } catch {
    return false;
  }
}
