import * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../shared/ipc/app-error.ts';

/** One channel's activations as a picture: rows of cells, 0 the map's minimum, 255 its maximum. */
export interface FeatureMap {
  readonly minimum: number;
  readonly maximum: number;
  readonly cells: Uint8Array;
}

export interface FeatureMaps {
  readonly width: number;
  readonly height: number;
  /** All that the layer has. */
  readonly channels: number;
  /** Of the first channels. */
  readonly maps: readonly FeatureMap[];
}

/**
 * What the channels of a layer make of one image, in inference mode. Each map is scaled by its own minimum and
 * maximum, so that what a quiet channel sees shows too; one that is the same all over is 0.
 *
 * @param image [1, side, side, 1], which the caller frees
 * @param most channels at most, from the first
 * @throws AppError `input-invalid` where the model has no such layer, or the layer's output is no map
 */
export async function computeFeatureMaps(
  model: tf.LayersModel,
  layerName: string,
  image: tf.Tensor,
  most: number,
): Promise<FeatureMaps> {
  const body = tf.model({ inputs: model.inputs, outputs: findMappingLayer(model, layerName) });
  const activations = tf.tidy(() => {
    const output = body.apply(image, { training: false });
    if (!(output instanceof tf.Tensor)) throw new Error(`${layerName} has no single output`);
    // A channel's cells then lie together.
    return tf.transpose(output, [0, 3, 1, 2]);
  });
  const [, channels = 0, height = 0, width = 0] = activations.shape;
  const values = await activations.data<'float32'>();
  activations.dispose();
  const count = height * width;
  const maps = Array.from({ length: Math.min(channels, most) }, (_, channel) =>
    toFeatureMap(values.subarray(channel * count, (channel + 1) * count)),
  );
  return { width, height, channels, maps };
}

/** The output of a layer whose cells lie in the image's order: [batch, height, width, channels]. */
function findMappingLayer(model: tf.LayersModel, name: string): tf.SymbolicTensor {
  const outputs = model.layers.flatMap((layer) =>
    Array.isArray(layer.output) || layer.output.rank !== 4
      ? []
      : [{ name: layer.name, output: layer.output }],
  );
  const found = outputs.find((each) => each.name === name);
  if (found !== undefined) return found.output;
  const names = outputs.map((each) => each.name).join(', ');
  throw new AppError(
    'input-invalid',
    `The network has no layer "${name}" that makes maps. Those that do are: ${names}.`,
    { layer: name, layers: names },
  );
}

function toFeatureMap(values: Float32Array): FeatureMap {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const value of values) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  const range = maximum - minimum;
  const cells = Uint8Array.from(values, (value) =>
    range > 0 ? Math.round(((value - minimum) / range) * 255) : 0,
  );
  return { minimum, maximum, cells };
}
