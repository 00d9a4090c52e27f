import { inferLayer, MisfitError } from './infer-layer.ts';
import type { NetworkLayer, NetworkProblem } from './network-layer.ts';
import type { PlannedLayer, SimpleLayer } from './planned-layer.ts';

/** What a network is given and has to give. */
export interface NetworkFrame {
  /** Side of the square grey image in pixels. */
  readonly imageSize: number;
  /** Two share one output, the probability of the positive class; more have one each. */
  readonly classes: number;
}

export type NetworkPlan =
  | { readonly layers: readonly PlannedLayer[]; readonly problems: readonly [] }
  | { readonly layers: readonly PlannedLayer[]; readonly problems: readonly [NetworkProblem] };

/** A network above this would not fit the memory of the machines it is made for. */
const mostParameters = 100_000_000;

const names: Readonly<Record<SimpleLayer['type'], string>> = {
  Conv2D: 'conv2d',
  DepthwiseConv2D: 'depthwise_conv2d',
  BatchNormalization: 'batch_normalization',
  LayerNormalization: 'layer_normalization',
  Activation: 'activation',
  ReLU: 're_lu',
  LeakyReLU: 'leaky_re_lu',
  ELU: 'elu',
  MaxPooling2D: 'max_pooling2d',
  AveragePooling2D: 'average_pooling2d',
  GlobalAveragePooling2D: 'global_average_pooling2d',
  GlobalMaxPooling2D: 'global_max_pooling2d',
  ZeroPadding2D: 'zero_padding2d',
  Dropout: 'dropout',
  SpatialDropout2D: 'spatial_dropout2d',
  GaussianNoise: 'gaussian_noise',
  Flatten: 'flatten',
  Dense: 'dense',
  Add: 'add',
};

/**
 * Turns a list of layers into the layers that are built, each with its name, its sources, its shape and its
 * parameters, and adds the output layer where the list has none. Pure, so that a form can call it as one types.
 *
 * @returns the layers up to the first problem, and that problem: what comes after it cannot be judged
 */
export function planNetwork(layers: readonly NetworkLayer[], frame: NetworkFrame): NetworkPlan {
  const plan = createPlan(frame.imageSize);
  const output = toOutputLayer(frame.classes);
  const entries = [...layers, ...(endsWithOutput(layers) ? [] : [output])];
  for (const [entry, layer] of entries.entries()) {
    try {
      if (entry === entries.length - 1) requireOutput(layer, output, frame.classes);
      else if (isOutput(layer))
        throw new MisfitError('output-not-last', `${describe(layer)} is an output layer and comes last.`);
      plan.add(layer, entry);
    } catch (thrown) {
      if (!(thrown instanceof MisfitError)) throw thrown;
      const { code, message, details } = thrown;
      return { layers: plan.layers, problems: [{ layer: entry, code, message, details }] };
    }
  }
  return { layers: plan.layers, problems: [] };
}

interface Plan {
  readonly layers: readonly PlannedLayer[];
  add(layer: NetworkLayer, entry: number): void;
}

function createPlan(imageSize: number): Plan {
  const layers: PlannedLayer[] = [];
  const counts = new Map<string, number>();
  let parameters = 0;
  const shapeOf = (index: number): readonly number[] =>
    layers[index]?.outputShape ?? [imageSize, imageSize, 1];

  /** Adds one layer and returns its place. */
  const append = (layer: SimpleLayer, entry: number, inputs: readonly number[]): number => {
    const inferred = inferLayer(layer, shapeOf(inputs[0] ?? -1));
    parameters += inferred.trainableParameters;
    if (parameters > mostParameters) {
      throw new MisfitError(
        'too-large',
        `With this layer the network has ${parameters.toLocaleString('en')} parameters, and ${mostParameters.toLocaleString('en')} is the most. Pool more before it, or make it smaller.`,
        { parameters, most: mostParameters },
      );
    }
    const kind = names[layer.type];
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    layers.push({ name: count === 0 ? kind : `${kind}_${count}`, layer, entry, inputs, ...inferred });
    return layers.length - 1;
  };

  return {
    layers,
    add(layer, entry) {
      const last = layers.length - 1;
      const chain = (from: number, ...parts: readonly SimpleLayer[]): number =>
        parts.reduce((input, part) => append(part, entry, [input]), from);
      if (layer.type !== 'Residual') {
        chain(last, ...(layer.type === 'SeparableConv2D' ? separate(layer) : [layer]));
        return;
      }
      const [convolution, second, around] = toConvolutions(layer);
      const normalization = { type: 'BatchNormalization', momentum: 0.99, epsilon: 0.001 } as const;
      const rectifier = { type: 'ReLU' } as const;
      const through = chain(last, convolution, normalization, rectifier, second, normalization);
      const isSame = shapeOf(through).every((side, axis) => side === shapeOf(last)[axis]);
      const beside = isSame ? last : chain(last, around, normalization);
      append(rectifier, entry, [append({ type: 'Add' }, entry, [through, beside])]);
    },
  };
}

type Convolution = Extract<SimpleLayer, { type: 'Conv2D' }>;

/** The two convolutions of a separable one: each channel on its own, then all of them at each place. */
function separate(layer: Extract<NetworkLayer, { type: 'SeparableConv2D' }>): SimpleLayer[] {
  const { filters, activation, useBias, ...depthwise } = layer;
  return [
    { ...depthwise, type: 'DepthwiseConv2D', activation: 'linear', useBias: false },
    { type: 'Conv2D', filters, kernelSize: 1, strides: 1, padding: 'valid', activation, useBias },
  ];
}

/** A block's convolutions: the two on the way through, and the one on the way around. They need no biases. */
function toConvolutions({
  filters,
  kernelSize,
  strides,
}: Extract<NetworkLayer, { type: 'Residual' }>): [Convolution, Convolution, Convolution] {
  const plain = { type: 'Conv2D', filters, padding: 'same', activation: 'linear', useBias: false } as const;
  return [
    { ...plain, kernelSize, strides },
    { ...plain, kernelSize, strides: 1 },
    { ...plain, kernelSize: 1, strides },
  ];
}

type Output = Extract<NetworkLayer, { type: 'Dense' }>;

function toOutputLayer(classes: number): Output {
  return classes === 2
    ? { type: 'Dense', units: 1, activation: 'sigmoid', useBias: true }
    : { type: 'Dense', units: classes, activation: 'softmax', useBias: true };
}

function isOutput(layer: NetworkLayer): layer is Output {
  if (layer.type !== 'Dense') return false;
  return layer.activation === 'softmax' || (layer.activation === 'sigmoid' && layer.units === 1);
}

function endsWithOutput(layers: readonly NetworkLayer[]): boolean {
  const last = layers.at(-1);
  return last !== undefined && isOutput(last);
}

function requireOutput(layer: NetworkLayer, expected: Output, classes: number): void {
  if (layer.type === 'Dense' && layer.units === expected.units && layer.activation === expected.activation) {
    return;
  }
  throw new MisfitError(
    'output-wrong',
    `The output layer for ${classes} classes is ${describe(expected)}, and this is ${describe(layer)}. Leave it out: it is added.`,
    { classes, expected: `Dense(${expected.units}, ${expected.activation})` },
  );
}

function describe(layer: NetworkLayer): string {
  return layer.type === 'Dense' ? `Dense of ${layer.units} with ${layer.activation}` : layer.type;
}
