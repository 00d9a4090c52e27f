import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { logError } from '../log-error.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts';

/** One may be damaged by a failing disk; the one before it then costs an epoch, not the run. */
const kept = 2;

/** A run's `checkpoints` folder: `epoch-0001.safetensors` and so on, the last two of them. */
export interface CheckpointFolder {
  /** Removes every checkpoint: a run that starts anew has none. */
  clear(): void;
  /** Writes the checkpoint of its last epoch and removes all but the newest two. */
  write(checkpoint: Checkpoint): void;
  /**
   * The newest checkpoint that is whole.
   *
   * @throws AppError `run-not-resumable` where there is none, `checkpoint-damaged` where none is whole
   */
  readNewest(): Checkpoint;
}

/** Opens the folder in a run's own, making it where it is missing. */
export function openCheckpointFolder(runDirectory: string): CheckpointFolder {
  const folder = path.join(runDirectory, 'checkpoints');
  mkdirSync(folder, { recursive: true });
  const list = (): string[] =>
    readdirSync(folder)
      .filter((name) => /^epoch-\d+\.safetensors$/.test(name))
      .sort((a, b) => readEpoch(b) - readEpoch(a))
      .map((name) => path.join(folder, name));

  return {
    clear() {
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { force: true });
    },
    write(checkpoint) {
      const epoch = checkpoint.state.history.at(-1)?.epoch ?? 0;
      const name = `epoch-${String(epoch).padStart(4, '0')}.safetensors`;
      writeCheckpoint(path.join(folder, name), checkpoint);
      // A damaged checkpoint of a later epoch, left by a run that went on from an earlier one, goes too.
      const others = list().filter((file) => path.basename(file) !== name);
      const older = others.filter((file) => readEpoch(path.basename(file)) < epoch);
      const newer = others.filter((file) => readEpoch(path.basename(file)) > epoch);
      for (const file of [...newer, ...older.slice(kept - 1)]) rmSync(file, { force: true });
    },
    readNewest() {
      const files = list();
      for (const file of files) {
        try {
          return readCheckpoint(file);
        } catch (thrown) {
          logError('checkpoint', thrown);
        }
      }
      throw files.length === 0 ? toMissing(folder) : toDamaged(folder, files.length);
    },
  };
}

function readEpoch(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

function toMissing(folder: string): AppError {
  return new AppError(
    'run-not-resumable',
    `The run has no checkpoint in ${folder}: it ended before its first epoch did. Start a new run with the same settings.`,
    { path: folder },
  );
}

function toDamaged(folder: string, count: number): AppError {
  return new AppError(
    'checkpoint-damaged',
    `No checkpoint in ${folder} is whole (${count} looked at), so the run cannot go on. Start a new run with the same settings.`,
    { path: folder, checkpoints: count },
  );
}
