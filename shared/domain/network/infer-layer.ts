import type { MessageDetails } from '../../ipc/app-error.ts';
import type { NetworkMisfit } from './network-layer.ts';
import type { SimpleLayer } from './planned-layer.ts';

/** What a layer makes of its input. */
export interface InferredLayer {
  readonly outputShape: readonly number[];
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
}

type Pair = readonly [number, number];
type Padding = 'valid' | 'same';

/** A layer that does not fit its input, in words for whoever wrote the network. */
export class MisfitError extends Error {
  readonly code: NetworkMisfit;
  readonly details: MessageDetails;

  constructor(code: NetworkMisfit, message: string, details: MessageDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/**
 * The output's shape and the parameters of a layer, by Keras's rules.
 *
 * @param shape of the input without the batch
 * @throws MisfitError where the layer does not fit it
 */
export function inferLayer(layer: SimpleLayer, shape: readonly number[]): InferredLayer {
  switch (layer.type) {
    case 'Conv2D': {
      const [height, width, channels] = requirePicture(layer.type, shape);
      const kernel = toPair(layer.kernelSize);
      const sides = slide([height, width], kernel, toPair(layer.strides), layer.padding);
      const weights = kernel[0] * kernel[1] * channels * layer.filters;
      return toInferred([...sides, layer.filters], weights + (layer.useBias ? layer.filters : 0));
    }
    case 'DepthwiseConv2D': {
      const [height, width, channels] = requirePicture(layer.type, shape);
      const kernel = toPair(layer.kernelSize);
      const sides = slide([height, width], kernel, toPair(layer.strides), layer.padding);
      const filters = channels * layer.depthMultiplier;
      const weights = kernel[0] * kernel[1] * filters;
      return toInferred([...sides, filters], weights + (layer.useBias ? filters : 0));
    }
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const [height, width, channels] = requirePicture(layer.type, shape);
      const window = toPair(layer.poolSize);
      const strides = layer.strides === null ? window : toPair(layer.strides);
      return toInferred([...slide([height, width], window, strides, layer.padding), channels]);
    }
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling2D':
      return toInferred([requirePicture(layer.type, shape)[2]]);
    case 'ZeroPadding2D': {
      const [height, width, channels] = requirePicture(layer.type, shape);
      const [rows, columns] = toPair(layer.padding);
      return toInferred([height + 2 * rows, width + 2 * columns, channels]);
    }
    case 'SpatialDropout2D':
      return toInferred(requirePicture(layer.type, shape));
    case 'BatchNormalization': {
      const channels = shape.at(-1) ?? 0;
      return toInferred(shape, 2 * channels, 2 * channels);
    }
    case 'LayerNormalization':
      return toInferred(shape, 2 * (shape.at(-1) ?? 0));
    case 'Dense': {
      const [features, ...others] = shape;
      if (features === undefined || others.length > 0) {
        throw new MisfitError(
          'takes-features',
          `Dense takes a row of features and is given ${toText(shape)}. Put Flatten or GlobalAveragePooling2D before it.`,
          { shape: shape.join(' x ') },
        );
      }
      return toInferred([layer.units], features * layer.units + (layer.useBias ? layer.units : 0));
    }
    case 'Flatten':
      return toInferred([shape.reduce((product, side) => product * side, 1)]);
    case 'Activation':
    case 'ReLU':
    case 'LeakyReLU':
    case 'ELU':
    case 'Dropout':
    case 'GaussianNoise':
    case 'Add':
      return toInferred(shape);
  }
}

/** One number for both directions, or [height, width]. */
export function toPair(side: number | Pair): Pair {
  return typeof side === 'number' ? [side, side] : side;
}

function toInferred(
  outputShape: readonly number[],
  trainableParameters = 0,
  nonTrainableParameters = 0,
): InferredLayer {
  return { outputShape, trainableParameters, nonTrainableParameters };
}

function requirePicture(type: string, shape: readonly number[]): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined) {
    throw new MisfitError(
      'takes-picture',
      `${type} takes a picture and is given ${toText(shape)}. Put it before Flatten, GlobalAveragePooling2D and Dense.`,
      { type },
    );
  }
  return [height, width, channels];
}

/** Sides of what a window gives that slides over a picture. */
function slide(sides: Pair, window: Pair, strides: Pair, padding: Padding): [number, number] {
  const [height, width] = [0, 1].map((axis) => {
    const [side = 0, length = 0, stride = 1] = [sides[axis], window[axis], strides[axis]];
    return padding === 'same' ? Math.ceil(side / stride) : Math.floor((side - length) / stride) + 1;
  });
  if (height === undefined || width === undefined || height < 1 || width < 1) {
    const [given, picture] = [window.join(' x '), sides.join(' x ')];
    throw new MisfitError(
      'window-too-large',
      `A window of ${given} does not fit a picture of ${picture} with padding valid. Use padding same, a larger image, or less pooling before it.`,
      { window: given, picture },
    );
  }
  return [height, width];
}

/** A shape in words: 4 x 4 x 256. */
function toText(shape: readonly number[]): string {
  return shape.length === 1 ? `${shape[0] ?? 0} features` : shape.join(' x ');
}
