import { createHash } from 'node:crypto';
import { z } from 'zod';
import { epochMetricsSchema } from '../../../shared/domain/metric.ts';
import { presetNameSchema } from '../../../shared/domain/preset.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { NamedArray, NamedArrays } from '../model-files/named-arrays.ts';
import { readSafetensors, toBytes, writeSafetensors, type Safetensors } from './safetensors.ts';

const format = 'negatoscope-checkpoint-1';

/**
 * Where a run stands at an epoch's end, beside its tensors. There is no state of a random generator in it:
 * whatever is random is a function of the seed and of the position.
 */
export const checkpointStateSchema = z.strictObject({
  preset: presetNameSchema,
  settings: runSettingsSchema,
  /** Of the images and labels that the run trains and validates on. */
  dataFingerprint: z.string(),
  /** Batches trained on, which is also the optimizer's number of updates. */
  step: z.number().int().nonnegative(),
  history: z.array(epochMetricsSchema).min(1),
  best: z.strictObject({ epoch: z.number().int().positive(), threshold: z.number().min(0).max(1) }),
});
export type CheckpointState = z.infer<typeof checkpointStateSchema>;

/** Everything a run needs to go on. */
export interface Checkpoint {
  readonly state: CheckpointState;
  /** Every weight of the model, the averages of batch normalisation among them. */
  readonly weights: NamedArrays;
  readonly bestWeights: NamedArrays;
  /** Adam's moments, by the names of the weights they belong to. */
  readonly firstMoments: NamedArrays;
  readonly secondMoments: NamedArrays;
}

const groups = ['weights', 'bestWeights', 'firstMoments', 'secondMoments'] as const;

/** Writes a checkpoint whole or not at all. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const tensors = new Map<string, NamedArray>();
  for (const group of groups) {
    for (const [name, array] of checkpoint[group]) tensors.set(`${group}/${name}`, array);
  }
  const state = JSON.stringify(checkpointStateSchema.parse(checkpoint.state));
  writeSafetensors(file, { metadata: { format, state, sha256: hash(state, tensors) }, tensors });
}

/**
 * Reads a checkpoint and checks its content.
 *
 * @throws Error where it is missing, cut off, changed since it was written, or of another format
 */
export function readCheckpoint(file: string): Checkpoint {
  const { metadata, tensors } = readSafetensors(file);
  const { state = '', sha256 } = metadata;
  if (metadata['format'] !== format) throw new Error('a file of another format');
  if (hash(state, tensors) !== sha256) throw new Error('the content does not match its checksum');
  return {
    state: checkpointStateSchema.parse(JSON.parse(state)),
    weights: selectGroup(tensors, 'weights'),
    bestWeights: selectGroup(tensors, 'bestWeights'),
    firstMoments: selectGroup(tensors, 'firstMoments'),
    secondMoments: selectGroup(tensors, 'secondMoments'),
  };
}

/** SHA-256 over the state and every tensor's name and cells. */
function hash(state: string, tensors: Safetensors['tensors']): string {
  const digest = createHash('sha256').update(state);
  for (const [name, { shape, values }] of tensors) {
    digest.update(`\n${name} ${shape.join(' ')}\n`).update(toBytes(values));
  }
  return digest.digest('hex');
}

function selectGroup(tensors: NamedArrays, group: (typeof groups)[number]): NamedArrays {
  const prefix = `${group}/`;
  return new Map(
    [...tensors].flatMap(([name, array]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), array] as const] : [],
    ),
  );
}
