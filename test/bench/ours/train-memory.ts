// Trains the report's network on random images in memory, with the trainer's own step. Arguments: steps a round, and
// the engine; the best on the processor where left out. Figures: images per second.

import * as tf from '@tensorflow/tfjs';
import { engineNameSchema } from '../../../shared/domain/engine.ts';
import { runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import { startEngine } from '../../../main/trainer/backend.ts';
import { toTrainableNetwork } from '../../../main/trainer/fused/trainable-network.ts';
import { createLoss } from '../../../main/trainer/losses/loss.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { createOptimizerOf } from '../../../main/trainer/optimizers/create-optimizer.ts';
import { processorEngine } from '../processor-engine.ts';
import { answerRounds } from './answer-rounds.ts';

const steps = Number(process.argv[2]);
const { engine } = await startEngine(engineNameSchema.parse(process.argv[3] ?? processorEngine));
const settings = runSettingsSchema.parse({ epochs: 1 });
const { batchSize, imageSize, seed, learningRate } = settings;

const model = buildModel('cnn5', { imageSize, seed });
const network = toTrainableNetwork(model, createLoss(settings));
const optimizer = createOptimizerOf(settings, network.weights);
const batches = Array.from({ length: steps }, () => ({
  values: Float32Array.from({ length: batchSize * imageSize * imageSize }, () => Math.random()),
  labels: Array.from({ length: batchSize }, () => Math.round(Math.random())),
}));
let step = 0;

async function runRound(): Promise<number[]> {
  const started = performance.now();
  for (const { values, labels } of batches) {
    const images = tf.tensor4d(values, [batchSize, imageSize, imageSize, 1]);
    const { gradients } = await network.computeGradients(images, labels, { seed, step });
    optimizer.update(gradients, learningRate);
    tf.dispose([images, ...gradients]);
    step += 1;
  }
  return [(steps * batchSize * 1000) / (performance.now() - started)];
}

await runRound();
await answerRounds(runRound, { engine });
