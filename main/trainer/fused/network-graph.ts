import type * as tf from '@tensorflow/tfjs';

/** A layer of a model, with where its input comes from. */
export interface GraphLayer {
  readonly layer: tf.layers.Layer;
  /** Places of its sources in the list; -1 is the images. */
  readonly inputs: readonly number[];
}

/**
 * A model's layers, each after those it takes its input from, the input layer left out.
 *
 * @throws Error where a layer is used more than once, which networks here never do
 */
export function listGraph(model: tf.LayersModel): GraphLayer[] {
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  return layers.map((layer) => {
    const [node, ...others] = layer.inboundNodes;
    if (node === undefined || others.length > 0) throw new Error(`${layer.name} is not used exactly once`);
    return { layer, inputs: node.inboundLayers.map((source) => layers.indexOf(source)) };
  });
}
