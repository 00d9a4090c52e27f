import { createHash } from 'node:crypto';
import { z } from 'zod';
import { inputScalingSchema, plainScaling } from '../../../shared/domain/input-scaling.ts';
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
  /** With the numbers measured on the training part. */
  scaling: inputScalingSchema.default(plainScaling),
  /** Batches trained on, which is also the optimizer's number of updates. */
  step: z.number().int().nonnegative(),
  history: z.array(epochMetricsSchema).min(1),
  best: z.strictObject({
    epoch: z.number().int().positive(),
    temperature: z.number().positive().default(1),
    biases: z.array(z.number()).default([]),
    threshold: z.number().min(0).max(1),
  }),
});
export type CheckpointState = z.infer<typeof checkpointStateSchema>;

/** Everything a run needs to go on. */
export interface Checkpoint {
  readonly state: CheckpointState;
  /** Every weight of the model, the averages of batch normalisation among them. */
  readonly weights: NamedArrays;
  readonly bestWeights: NamedArrays;
  /** What the optimizer keeps, by the name of the moment, then of the weight it belongs to. */
  readonly moments: ReadonlyMap<string, NamedArrays>;
}

/** Writes a checkpoint whole or not at all. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const tensors = new Map<string, NamedArray>();
  const { weights, bestWeights, moments } = checkpoint;
  for (const [group, arrays] of [['weights', weights], ['bestWeights', bestWeights], ...moments] as const) {
    for (const [name, array] of arrays) tensors.set(`${group}/${name}`, array);
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
  const { weights, bestWeights, ...moments } = Object.fromEntries(groupTensors(tensors));
  return {
    state: checkpointStateSchema.parse(JSON.parse(state)),
    weights: weights ?? new Map(),
    bestWeights: bestWeights ?? new Map(),
    moments: new Map(Object.entries(moments)),
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

/** Tensors by what stands before the first slash of their names. */
function groupTensors(tensors: NamedArrays): Map<string, NamedArrays> {
  const groups = new Map<string, Map<string, NamedArray>>();
  for (const [name, array] of tensors) {
    const [group = '', ...rest] = name.split('/');
    groups.set(group, (groups.get(group) ?? new Map<string, NamedArray>()).set(rest.join('/'), array));
  }
  return groups;
}
