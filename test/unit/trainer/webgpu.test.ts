import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findWebGpuAdapter, startWebGpu } from '../../../main/trainer/backend-webgpu.ts';
import { startWasm } from '../../../main/trainer/backend-wasm.ts';
import { createHeatmapFunction } from '../../../main/trainer/explain/grad-cam.ts';
import { toTrainableNetwork } from '../../../main/trainer/fused/trainable-network.ts';
import { createHold } from '../../../main/trainer/hold.ts';
import { train } from '../../../main/trainer/jobs/train.ts';
import { registerKernels } from '../../../main/trainer/kernels/register-kernels.ts';
import { loadModel } from '../../../main/trainer/model-files/load-model.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { createLogitsFunction } from '../../../main/trainer/models/logits.ts';
import { networkLayersSchema } from '../../../shared/domain/network/network-layer.ts';
import { networkNames } from '../../../shared/domain/network/networks.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { drawValues, expectClose, measureNorm } from './support/compare.ts';
import { expectAsKeras, kerasNetworks } from './support/keras-networks.ts';
import { makeTinyRun } from './support/tiny-dataset.ts';

/** Chromium's software GPU, where Debian's package puts it: slow, and enough to see that the engine is right. */
const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (process.platform === 'linux' && existsSync(swiftShader)) process.env['VK_ICD_FILENAMES'] ??= swiftShader;
const adapter = await findWebGpuAdapter();
const title = adapter.status === 'found' ? adapter.name : `skipped: ${adapter.reason}`;

const imageSize = 32;
const labels = [0, 1, 1, 0];
/** One of each kind of layer that the presets train. */
const small = networkLayersSchema.parse([
  { type: 'Conv2D', filters: 4, kernelSize: 3, activation: 'relu' },
  { type: 'Dropout', rate: 0.2 },
  { type: 'BatchNormalization' },
  { type: 'MaxPooling2D' },
  { type: 'GlobalAveragePooling2D' },
  { type: 'Dense', units: 4, activation: 'relu' },
]);
/** A software GPU takes half a minute to compile a network's shaders. */
const timeout = 300_000;

function makeImages(): tf.Tensor4D {
  const values = drawValues(labels.length * imageSize ** 2).map(Math.abs);
  return tf.tensor4d(values, [labels.length, imageSize, imageSize, 1]);
}

interface Computed {
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Float32Array>;
  readonly logits: Float32Array;
  readonly heatmaps: readonly Uint8Array[];
}

/** Predicts, explains and goes one step; masks differ between engines, so there is no dropout. */
async function compute(name: (typeof networkNames)[number]): Promise<Computed> {
  const model = buildModel(name, { imageSize, seed: 1 });
  for (const layer of model.layers) if (layer.getClassName() === 'Dropout') Object.assign(layer, { rate: 0 });
  const images = makeImages();
  const logits = createLogitsFunction(model)(images);
  const heatmaps = await createHeatmapFunction(model)(images);
  const network = toTrainableNetwork(model);
  const { loss, gradients } = await network.computeGradients(images, labels, { seed: 1, step: 0 });
  const named = gradients.map(
    async (gradient, index) =>
      [network.weights[index]?.originalName ?? '', await gradient.data<'float32'>()] as const,
  );
  return {
    loss,
    gradients: new Map(await Promise.all(named)),
    logits: await logits.data<'float32'>(),
    heatmaps,
  };
}

describe(`on webgpu (${title})`, () => {
  describe.skipIf(adapter.status === 'missing')('the engine', () => {
    const folder = makeTemporaryFolder();
    beforeAll(async () => {
      await startWasm();
      registerKernels();
      await startWebGpu();
    });
    afterAll(() => folder.remove());

    test.each(networkNames)(
      'agrees with wasm within 1e-3 on the network %s: answers, heatmaps, loss and gradients',
      async (name) => {
        await tf.setBackend('wasm');
        const expected = await compute(name);
        await tf.setBackend('webgpu');
        const found = await compute(name);
        expectClose(found.logits, expected.logits, 1e-3);
        expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-3);
        // One of 256 levels: rounding may fall to either side.
        found.heatmaps.forEach((heatmap, index) =>
          expectClose(heatmap, expected.heatmaps[index] ?? [], 1.5 / 255),
        );
        expect([...found.gradients.keys()]).toEqual([...expected.gradients.keys()]);
        for (const [weight, wanted] of expected.gradients) {
          const gradient = found.gradients.get(weight) ?? new Float32Array();
          const difference = measureNorm(wanted.map((value, cell) => value - (gradient[cell] ?? Number.NaN)));
          expect(difference / (measureNorm(wanted) + 1e-6), weight).toBeLessThan(1e-3);
        }
      },
      timeout,
    );

    test(
      'computes of each layer what Keras does',
      async () => {
        await tf.setBackend('webgpu');
        for (const network of kerasNetworks) await expectAsKeras(network);
      },
      timeout,
    );

    test(
      'trains a run to its end, checkpoints and averages included, and frees what it took',
      async () => {
        await tf.setBackend('webgpu');
        const before = tf.memory().numTensors;
        const events: TrainerEvent[] = [];
        const { signal } = new AbortController();
        const command = makeTinyRun(folder.path, { epochs: 2, batchSize: 4, emaMomentum: 0.9 });
        const firstFour = { records: [0, 1, 2, 3], labels: [0, 1, 0, 1] };
        await train(
          { ...command, network: small, train: firstFour, validation: firstFour },
          {
            engine: 'webgpu',
            signal,
            hold: createHold(signal, () => {}),
            send: (event) => events.push(event),
          },
        );
        expect(events.at(-1)).toMatchObject({ type: 'training-ended', outcome: 'completed' });
        const { model, card } = await loadModel(`${folder.path}/model`);
        expect(card.engine).toBe('webgpu');
        model.dispose();
        expect(tf.memory().numTensors).toBe(before);
      },
      timeout,
    );
  });
});
