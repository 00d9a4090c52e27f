import { beforeEach, describe, expect, test } from 'vitest';
import { describeLayers } from '../../../main/trainer/models/layer-table.ts';
import { planNetwork } from '../../../shared/domain/network/plan-network.ts';
import { engines, useEngine } from './support/engines.ts';
import { buildKerasNetwork, expectAsKeras, kerasNetworks } from './support/keras-networks.ts';

describe.each(engines)('on $title', ({ name, isMissing }) => {
  describe.skipIf(isMissing)('predictions, loss and gradients are those of Keras', () => {
    beforeEach(() => useEngine(name));

    test.each(kerasNetworks)('$title', expectAsKeras);
  });
});

test.each(kerasNetworks)("is planned as tfjs's own table has it: $title", async (entry) => {
  await useEngine('wasm');
  const { layers } = planNetwork(entry.layers, { imageSize: entry.imageSize, classes: 2 });
  const planned = layers.map(({ name, outputShape, trainableParameters }) => ({
    name,
    outputShape: [null, ...outputShape],
    parameters: trainableParameters,
  }));
  const table = describeLayers('cnn5', buildKerasNetwork(entry)).layers;
  expect(table.map(({ name, outputShape, parameters }) => ({ name, outputShape, parameters }))).toEqual(
    planned,
  );
});
