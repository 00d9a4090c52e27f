import type * as tf from '@tensorflow/tfjs';
import { listGraph } from '../fused/network-graph.ts';
import type { LayerRow, LayerTable, PresetName } from '../../../shared/domain/preset.ts';

/** The table of a network's layers, as Keras's `summary` counts them, with the three totals. */
export function describeLayers(preset: PresetName, model: tf.LayersModel): LayerTable {
  const layers = listGraph(model).map(({ layer }) => describeLayer(layer));
  const totalParameters = layers.reduce((sum, { parameters }) => sum + parameters, 0);
  const trainableParameters = countParameters(model.trainableWeights);
  return {
    preset,
    layers,
    totalParameters,
    trainableParameters,
    nonTrainableParameters: totalParameters - trainableParameters,
  };
}

function describeLayer(layer: tf.layers.Layer): LayerRow {
  return {
    name: layer.name,
    type: layer.getClassName(),
    outputShape: toSingleShape(layer.outputShape),
    parameters: layer.countParams(),
  };
}

/** A layer with several outputs is described by its first. */
function toSingleShape(shape: tf.Shape | tf.Shape[]): (number | null)[] {
  return shape.flatMap((side, index) => (Array.isArray(side) ? (index === 0 ? side : []) : [side]));
}

function countParameters(weights: readonly { readonly shape: readonly (number | null)[] }[]): number {
  return weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, side) => size * (side ?? 1), 1), 0);
}
