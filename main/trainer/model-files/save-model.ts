import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { modelCardSchema, type ModelCard } from '../../../shared/trainer-protocol.ts';
import { flushFolder, writeWholeFile } from '../checkpoint/write-whole-file.ts';

/**
 * Saves a model as a folder of `model.json` and `weights.bin`, which stock tfjs loads, with its card
 * `negatoscope.json` beside them. The folder appears whole or not at all, in place of any before it.
 *
 * @throws the system's error where it cannot be written
 */
export async function saveModel(directory: string, model: tf.LayersModel, card: ModelCard): Promise<void> {
  const partial = `${directory}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    mkdirSync(partial, { recursive: true });
    await model.save(
      tf.io.withSaveHandler((artifacts) => {
        writeArtifacts(partial, artifacts);
        return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
      }),
    );
    writeJson(path.join(partial, 'negatoscope.json'), modelCardSchema.parse(card));
    rmSync(directory, { recursive: true, force: true });
    renameSync(partial, directory);
  } catch (thrown) {
    rmSync(partial, { recursive: true, force: true });
    throw thrown;
  }
  flushFolder(path.dirname(directory));
}

function writeArtifacts(directory: string, artifacts: tf.io.ModelArtifacts): void {
  const { modelTopology, weightSpecs = [], weightData } = artifacts;
  if (weightData === undefined) throw new Error('tfjs saved a model without weights');
  const data = tf.io.CompositeArrayBuffer.join(weightData);
  writeWholeFile(path.join(directory, 'weights.bin'), [new Uint8Array(data)]);
  writeJson(path.join(directory, 'model.json'), {
    format: 'layers-model',
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  });
}

function writeJson(file: string, value: unknown): void {
  writeWholeFile(file, [Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8')]);
}
