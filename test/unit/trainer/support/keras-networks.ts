import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { z } from 'zod';
import { toTrainableNetwork } from '../../../../main/trainer/fused/trainable-network.ts';
import { buildModel } from '../../../../main/trainer/models/build-model.ts';
import { networkLayersSchema } from '../../../../shared/domain/network/network-layer.ts';
import { expectClose } from './compare.ts';

const numbers = z.array(z.number());
const fixtureSchema = z.object({
  imageSize: z.number(),
  images: numbers,
  labels: numbers,
  cases: z.array(
    z.object({
      layers: networkLayersSchema,
      probabilities: numbers,
      loss: z.number(),
      weights: z.array(numbers),
      gradients: z.array(numbers),
    }),
  ),
});
type Case = z.output<typeof fixtureSchema>['cases'][number];

const file = new URL('../../../fixtures/keras/layers.json', import.meta.url);
const { imageSize, images, labels, cases } = fixtureSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Small networks, one for each layer, and what Keras makes of them; `make-layers.py` says how. */
export const kerasNetworks = cases.map((each) => {
  const tested = each.layers.find(({ type }, index) => index > 0 && type !== 'Flatten');
  return { ...each, title: JSON.stringify(tested), imageSize };
});

/** The network as we build it, with the weights that Keras had. */
export function buildKerasNetwork({ layers, weights }: Case): tf.LayersModel {
  const model = buildModel('cnn5', { imageSize, seed: 1, network: layers });
  expect(model.trainableWeights.length).toBe(weights.length);
  model.trainableWeights.forEach((weight, index) => {
    weight.write(tf.tensor(weights[index] ?? [], weight.read().shape));
  });
  return model;
}

/** Sees that the engine in use predicts, and goes one step, as Keras does, and frees what that took. */
export async function expectAsKeras(entry: Case): Promise<void> {
  const model = buildKerasNetwork(entry);
  const batch = tf.tensor4d(images, [labels.length, imageSize, imageSize, 1]);
  const probabilities = await (model.predict(batch) as tf.Tensor).data();
  expectClose(probabilities, entry.probabilities, 1e-5, 'probabilities');
  const network = toTrainableNetwork(model);
  const before = tf.memory().numTensors;
  const { loss, gradients } = await network.computeGradients(batch, labels, { seed: 1, step: 0 });
  expect(tf.memory().numTensors - before, 'tensors, one a gradient').toBe(gradients.length);
  expect(loss).toBeCloseTo(entry.loss, 4);
  for (const [index, gradient] of gradients.entries()) {
    expectClose(await gradient.data(), entry.gradients[index] ?? [], 1e-4, `gradient of weight ${index}`);
  }
}
