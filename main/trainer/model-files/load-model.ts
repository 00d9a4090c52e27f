import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { modelCardSchema, type ModelCard } from '../../../shared/trainer-protocol.ts';

export interface LoadedModel {
  readonly model: tf.LayersModel;
  readonly card: ModelCard;
}

const modelFileSchema = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z
    .array(
      z.object({
        paths: z.tuple([z.literal('weights.bin')]),
        weights: z.array(
          z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.literal('float32') }),
        ),
      }),
    )
    .length(1),
});

/**
 * Loads a saved model; the caller disposes it.
 *
 * @throws AppError `run-without-model` where a file is missing, `checkpoint-damaged` where one is not what it
 *   should be
 */
export async function loadModel(directory: string): Promise<LoadedModel> {
  try {
    const card = modelCardSchema.parse(readJson(directory, 'negatoscope.json'));
    const { modelTopology, weightsManifest } = modelFileSchema.parse(readJson(directory, 'model.json'));
    const weights = Uint8Array.from(readFileSync(path.join(directory, 'weights.bin')));
    const weightSpecs = weightsManifest.flatMap((group) => group.weights);
    const handler = tf.io.fromMemory({ modelTopology, weightSpecs, weightData: weights.buffer });
    return { model: await tf.loadLayersModel(handler), card };
  } catch (thrown) {
    throw toLoadError(directory, thrown);
  }
}

function readJson(directory: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(directory, name), 'utf8'));
}

function toLoadError(directory: string, cause: unknown): AppError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return isMissing
    ? new AppError(
        'run-without-model',
        `There is no whole model in ${directory}. Resume the run, or train it again.`,
        { path: directory },
        { cause },
      )
    : new AppError(
        'checkpoint-damaged',
        `The model in ${directory} is damaged. Resume the run, which saves it again from its checkpoint, or train it again.`,
        { path: directory },
        { cause },
      );
}
