import { describe, expect, test } from 'vitest';
import { networkLayersSchema, type NetworkLayer } from '../../../shared/domain/network/network-layer.ts';
import { networkNames, networks } from '../../../shared/domain/network/networks.ts';
import { parseNetwork } from '../../../shared/domain/network/parse-network.ts';
import { planNetwork } from '../../../shared/domain/network/plan-network.ts';

const frame = { imageSize: 32, classes: 2 };

function read(layers: readonly object[]): NetworkLayer[] {
  return networkLayersSchema.parse(layers);
}

/** What is wrong with a list, found when it is read or when it is planned. */
function findProblem(layers: unknown, classes = 2): { layer: number | null; message: string } | undefined {
  const parsed = parseNetwork(layers);
  if (parsed.layers === null) return parsed.problems[0];
  return planNetwork(parsed.layers, { ...frame, classes }).problems[0];
}

describe('a network that fits', () => {
  test('takes a residual block apart, with a way around where the shape changes', () => {
    const { layers, problems } = planNetwork(
      read([
        { type: 'Conv2D', filters: 8, padding: 'same' },
        { type: 'Residual', filters: 8 },
        { type: 'Residual', filters: 16, strides: 2 },
        { type: 'GlobalAveragePooling2D' },
      ]),
      frame,
    );
    expect(problems).toEqual([]);
    // By hand: 9 * inputs * filters without biases; 2 trained and 2 moving numbers a channel.
    const rows = layers.map(({ name, entry, inputs, outputShape, trainableParameters }) => [
      name,
      entry,
      inputs,
      outputShape.join(' '),
      trainableParameters,
    ]);
    expect(rows).toEqual([
      ['conv2d', 0, [-1], '32 32 8', 80],
      ['conv2d_1', 1, [0], '32 32 8', 576],
      ['batch_normalization', 1, [1], '32 32 8', 16],
      ['re_lu', 1, [2], '32 32 8', 0],
      ['conv2d_2', 1, [3], '32 32 8', 576],
      ['batch_normalization_1', 1, [4], '32 32 8', 16],
      ['add', 1, [5, 0], '32 32 8', 0],
      ['re_lu_1', 1, [6], '32 32 8', 0],
      ['conv2d_3', 2, [7], '16 16 16', 1152],
      ['batch_normalization_2', 2, [8], '16 16 16', 32],
      ['re_lu_2', 2, [9], '16 16 16', 0],
      ['conv2d_4', 2, [10], '16 16 16', 2304],
      ['batch_normalization_3', 2, [11], '16 16 16', 32],
      ['conv2d_5', 2, [7], '16 16 16', 128],
      ['batch_normalization_4', 2, [13], '16 16 16', 32],
      ['add_1', 2, [12, 14], '16 16 16', 0],
      ['re_lu_3', 2, [15], '16 16 16', 0],
      ['global_average_pooling2d', 3, [16], '16', 0],
      ['dense', 4, [17], '1', 17],
    ]);
  });

  test('takes a separable convolution apart', () => {
    const separable = {
      type: 'SeparableConv2D',
      filters: 16,
      strides: 2,
      depthMultiplier: 2,
      padding: 'same',
    };
    const { layers } = planNetwork(
      read([{ type: 'Conv2D', filters: 8 }, separable, { type: 'GlobalMaxPooling2D' }]),
      frame,
    );
    const rows = layers.map(({ name, entry, outputShape, trainableParameters }) => [
      name,
      entry,
      outputShape.join(' '),
      trainableParameters,
    ]);
    // By hand: 9 weights for each of 2 * 8 channels, then 16 for each of 16 filters, and their biases.
    expect(rows).toEqual([
      ['conv2d', 0, '30 30 8', 80],
      ['depthwise_conv2d', 1, '15 15 16', 144],
      ['conv2d_1', 1, '15 15 16', 272],
      ['global_max_pooling2d', 2, '16', 0],
      ['dense', 3, '1', 17],
    ]);
  });

  test('is given the output layer that its classes need, unless it has one', () => {
    const body = read([{ type: 'GlobalAveragePooling2D' }]);
    const outputOf = (layers: readonly NetworkLayer[], classes: number): unknown =>
      planNetwork(layers, { imageSize: 32, classes }).layers.at(-1)?.layer;
    expect(outputOf(body, 2)).toMatchObject({ units: 1, activation: 'sigmoid' });
    expect(outputOf(body, 3)).toMatchObject({ units: 3, activation: 'softmax' });
    const whole = read([...body, { type: 'Dense', units: 1, activation: 'sigmoid' }]);
    expect(planNetwork(whole, frame).layers.length).toBe(2);
  });

  test.each(networkNames)('is each of ours, from 32 to 512 pixels: %s', (name) => {
    for (const imageSize of [32, 33, 150, 224, 512]) {
      expect(planNetwork(networks[name], { imageSize, classes: 2 }).problems).toEqual([]);
    }
  });
});

describe('a network that does not fit is told where', () => {
  test.each<[string, unknown, number | null, RegExp]>([
    ['no list', { type: 'Conv2D' }, null, /is a list of layers/],
    ['an empty list', [], null, /has 1 to 200 layers/],
    ['an entry that is no layer', ['Conv2D'], 0, /an object with a type/],
    ['an unknown layer', [{ type: 'Flatten' }, { type: 'LSTM' }], 1, /no layer "LSTM".*Conv2D/],
    ['an unknown key', [{ type: 'Conv2D', filters: 4, kernel_size: 3 }], 0, /no kernel_size.*kernelSize/],
    ['a missing number', [{ type: 'Conv2D' }], 0, /Conv2D's filters/],
    ['a number out of range', [{ type: 'Dropout', rate: 1.5 }], 0, /Dropout's rate/],
    ['strides that differ', [{ type: 'DepthwiseConv2D', strides: [2, 1] }], 0, /DepthwiseConv2D's strides/],
    [
      'an unknown activation',
      [{ type: 'Activation', activation: 'swish' }],
      0,
      /activation must be one of linear, .*silu/,
    ],
    ['a setting of another library', [{ type: 'ELU', alpha: 0.5 }], 0, /ELU has no alpha; it takes nothing/],
    [
      'channels dropped of features',
      [{ type: 'Flatten' }, { type: 'SpatialDropout2D', rate: 0.2 }],
      1,
      /SpatialDropout2D takes a picture/,
    ],
    [
      'padding that is no picture’s',
      [{ type: 'GlobalMaxPooling2D' }, { type: 'ZeroPadding2D' }],
      1,
      /ZeroPadding2D takes a picture/,
    ],
    ['dense on a picture', [{ type: 'Dense', units: 4 }], 0, /32 x 32 x 1.*Put Flatten/],
    [
      'convolution on features',
      [{ type: 'Flatten' }, { type: 'Conv2D', filters: 4 }],
      1,
      /Conv2D takes a picture and is given 1024 features/,
    ],
    [
      'a window larger than the picture',
      [
        { type: 'MaxPooling2D', poolSize: 16 },
        { type: 'Conv2D', filters: 4 },
      ],
      1,
      /3 x 3 does not fit a picture of 2 x 2/,
    ],
    ['no way to a row of features', [{ type: 'Conv2D', filters: 4 }], 1, /Put Flatten/],
    [
      'too many parameters',
      [{ type: 'Conv2D', filters: 64, padding: 'same' }, { type: 'Flatten' }, { type: 'Dense', units: 4096 }],
      2,
      /268,.* parameters, and 100,000,000 is the most/,
    ],
    [
      'an output layer before the end',
      [
        { type: 'Flatten' },
        { type: 'Dense', units: 3, activation: 'softmax' },
        { type: 'Dropout', rate: 0.1 },
      ],
      1,
      /comes last/,
    ],
    [
      'an output layer for other classes',
      [{ type: 'Flatten' }, { type: 'Dense', units: 3, activation: 'softmax' }],
      1,
      /for 2 classes is Dense of 1 with sigmoid.*Leave it out/,
    ],
  ])('%s', (_title, layers, layer, message) => {
    const problem = findProblem(layers);
    expect(problem?.layer).toBe(layer);
    expect(problem?.message).toMatch(message);
  });

  test.each([
    [{ type: 'Conv2D' }, "Conv2D's filters must be a whole number, 1 to 4096."],
    [
      { type: 'MaxPooling2D', poolSize: 'wide' },
      "MaxPooling2D's poolSize must be a whole number, 1 to 64, or two of them.",
    ],
    [
      { type: 'LayerNormalization', epsilon: 0 },
      "LayerNormalization's epsilon must be a number, above 0, up to 1.",
    ],
    [{ type: 'Dense', units: 3, useBias: 'no' }, "Dense's useBias must be true or false."],
    [{ type: 'Dropout', rate: 0.1, seed: 3 }, 'Dropout has no seed; it takes rate.'],
  ])('tells what a parameter may be: %j', (layer, message) => {
    expect(findProblem([layer])?.message).toBe(message);
  });

  test('says all that is wrong with the entries at once', () => {
    const parsed = parseNetwork([{ type: 'Conv2D' }, { type: 'Flatten' }, { type: 'Dense' }]);
    expect(parsed.problems.map(({ layer }) => layer)).toEqual([0, 2]);
  });
});
