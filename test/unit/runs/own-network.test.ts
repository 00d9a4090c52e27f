import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import { readNetworkFile } from '../../../main/commands/read-network-file.ts';
import { modelCardSchema } from '../../../shared/trainer-protocol.ts';
import { openLibrary, type OpenLibrary, quickSettings } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
});
afterAll(() => library.close());

const layers = [
  { type: 'Conv2D', filters: 4, padding: 'same', activation: 'relu' },
  { type: 'Residual', filters: 4, strides: 2 },
  { type: 'GlobalAveragePooling2D' },
];

function start(network: unknown[], settings: Record<string, string | number> = {}) {
  return application.call('runs:start', {
    dataset: 'tiny',
    preset: 'cnn5',
    settings: { ...quickSettings, epochs: 1, ...settings },
    network,
  });
}

describe("a network of the user's own", () => {
  test('is trained, kept with the run and its model, and judges images', async () => {
    const { run } = await start(layers, {
      optimizer: 'sgd',
      momentum: 0.9,
      loss: 'focal',
      classWeight: 'balanced',
      calibration: 'temperature',
      schedule: 'cosine',
      warmupEpochs: 0.5,
      operatingPoint: 'sensitivity',
    });
    const ended = await application.call('runs:wait', { run });
    expect(ended).toMatchObject({ status: 'completed', statusReason: null });
    // Defaults are filled in, so that what is stored says everything.
    expect(ended.network?.[1]).toEqual({ type: 'Residual', filters: 4, kernelSize: 3, strides: 2 });
    const file = path.join(library.home, 'runs', String(run), 'model', 'negatoscope.json');
    const card = modelCardSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(card.network).toEqual(ended.network);
    expect(card.temperature).toBeGreaterThan(0);

    const evaluation = await application.call('evaluations:make', { run, path: library.source });
    expect(evaluation.calibration?.temperature).toBe(card.temperature);
    expect(evaluation.calibration?.before.brier).toBeGreaterThanOrEqual(0);
  });

  test('is refused whole where a layer is wrong, by the number of the layer', async () => {
    await expect(start([...layers, { type: 'Conv2D', filters: 4 }])).rejects.toMatchObject({
      code: 'network-invalid',
      message: expect.stringContaining('Layer 4: Conv2D takes a picture'),
      details: { layer: 3 },
    });
    await expect(start([{ type: 'Conv2D' }, { type: 'Dropout' }])).rejects.toMatchObject({
      message: expect.stringMatching(/Layer 1: .*filters.*Layer 2: .*rate/),
    });
  });
});

test('a list of layers is described with its shapes, parameters and problems', async () => {
  const described = await application.call('networks:describe', { layers, imageSize: 64 });
  expect(described.problems).toEqual([]);
  expect(described.layers[0]).toEqual({
    name: 'conv2d',
    type: 'Conv2D',
    entry: 0,
    outputShape: [null, 64, 64, 4],
    parameters: 40,
  });
  // Conv2D 40; two convolutions of 144, one of 16, three times 16 of batch normalisation; Dense 5.
  expect(described).toMatchObject({ totalParameters: 397, nonTrainableParameters: 24 });
  const broken = await application.call('networks:describe', {
    layers: [{ type: 'Dense', units: 2 }],
    imageSize: 64,
  });
  expect(broken).toMatchObject({ layers: [], problems: [{ layer: 0 }] });
});

test('a network file is a JSON list', () => {
  const write = (name: string, text: string): string => {
    const file = path.join(library.folder, name);
    writeFileSync(file, text);
    return file;
  };
  expect(readNetworkFile(write('good.json', `\uFEFF${JSON.stringify(layers)}`))).toEqual(layers);
  const read = (file: string) => () => readNetworkFile(file);
  expect(read(write('object.json', '{}'))).toThrow(expect.objectContaining({ code: 'network-invalid' }));
  expect(read(write('broken.json', '[{'))).toThrow(expect.objectContaining({ code: 'network-invalid' }));
  expect(read(path.join(library.folder, 'none.json'))).toThrow(
    expect.objectContaining({ code: 'path-not-found' }),
  );
});
