import { createHash } from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import type { InputScaling } from '../../../shared/domain/input-scaling.ts';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import { runSettingNames, type RunSettingName } from '../../../shared/domain/run-settings.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { TrainCommand } from '../../../shared/trainer-protocol.ts';
import type { BestEpoch } from '../callbacks/best-weights.ts';
import { readWeights, writeWeights } from '../model-files/named-arrays.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Checkpoint } from './checkpoint.ts';

/** What of a run changes while it trains. */
export interface RunInTraining {
  readonly model: tf.LayersModel;
  readonly optimizer: Optimizer;
  readonly scaling: InputScaling;
  readonly history: readonly EpochMetrics[];
  readonly best: BestEpoch | null;
}

/** Copies a run's state out of the engine; there is none before the first epoch's end. */
export async function takeCheckpoint(command: TrainCommand, run: RunInTraining): Promise<Checkpoint> {
  const { model, optimizer, scaling, history, best } = run;
  if (best === null) throw new Error('a checkpoint before the first epoch');
  const { updates, moments } = await optimizer.read();
  return {
    state: {
      preset: command.preset,
      settings: command.settings,
      dataFingerprint: fingerprint(command),
      scaling,
      step: updates,
      history: [...history],
      best: {
        epoch: best.epoch,
        temperature: best.temperature,
        biases: [...best.biases],
        threshold: best.threshold,
      },
    },
    weights: await readWeights(model.weights),
    bestWeights: best.weights,
    moments,
  };
}

/** Puts a checkpoint's weights and moments into a model and its optimizer. */
export function restoreCheckpoint(checkpoint: Checkpoint, model: tf.LayersModel, optimizer: Optimizer): void {
  writeWeights(model.weights, checkpoint.weights);
  optimizer.restore({ updates: checkpoint.state.step, moments: checkpoint.moments });
}

/** What may change between two parts of a run: how long it goes on, and how fast. */
const changeable: ReadonlySet<RunSettingName> = new Set([
  'epochs',
  'patience',
  'timeLimitMinutes',
  'learningRate',
]);

/**
 * Sees that a run goes on as it began: other data or settings would make it neither the one run nor the
 * other. More epochs, another patience, time limit or learning rate are allowed.
 *
 * @throws AppError `run-not-resumable`
 */
export function requireSameRun(command: TrainCommand, { state }: Checkpoint): void {
  const preset: string = state.preset;
  const changed = runSettingNames.filter(
    (name) => !changeable.has(name) && state.settings[name] !== command.settings[name],
  );
  const reasons = [
    ...(preset === command.preset ? [] : ['its preset']),
    ...changed,
    ...(state.dataFingerprint === fingerprint(command) ? [] : ['its images']),
  ];
  if (reasons.length === 0) return;
  throw new AppError(
    'run-not-resumable',
    `The run's checkpoint was made with other values of ${reasons.join(', ')}. Start a new run instead.`,
    { changed: reasons.join(', ') },
  );
}

/** SHA-256 over which records are trained and validated on, with their labels. */
function fingerprint({ train, validation }: TrainCommand): string {
  return createHash('sha256')
    .update(JSON.stringify([train, validation]))
    .digest('hex');
}
