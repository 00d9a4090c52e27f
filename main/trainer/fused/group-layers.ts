import type * as tf from '@tensorflow/tfjs';
import type { GraphLayer } from './network-graph.ts';

type Row = readonly [tf.layers.Layer, ...tf.layers.Layer[]];

/** Layers in a row that are run as one; a single layer is a group as well. */
export interface LayerGroup {
  readonly layers: Row;
  /** Places of its sources in the list of groups, all before it; -1 is the images. */
  readonly inputs: readonly number[];
}

/**
 * Groups the layers of a graph: a row of them as far as `countFused` says, else one by one. A row goes on as long as
 * a layer's output goes to one other layer and to nothing else.
 *
 * @param countFused how many layers at a row's beginning are run as one; 0 where none are
 */
export function groupLayers(
  graph: readonly GraphLayer[],
  countFused: (row: Row) => number,
): readonly LayerGroup[] {
  const groups: LayerGroup[] = [];
  const groupOf = new Map<number, number>([[-1, -1]]);
  for (const [index, { layer, inputs }] of graph.entries()) {
    if (groupOf.has(index)) continue;
    const heirs = followRow(graph, index);
    const row: Row = [layer, ...heirs.map((heir) => heir.layer)];
    const others = heirs.slice(0, Math.max(0, countFused(row) - 1));
    for (const place of [index, ...others.map((heir) => heir.place)]) groupOf.set(place, groups.length);
    groups.push({
      layers: [layer, ...others.map((heir) => heir.layer)],
      inputs: inputs.map((source) => groupOf.get(source) ?? -1),
    });
  }
  return groups;
}

/** The layers that follow one another after a place. */
function followRow(
  graph: readonly GraphLayer[],
  first: number,
): { readonly layer: tf.layers.Layer; readonly place: number }[] {
  const row = [];
  for (let place = first; ;) {
    const source = place;
    const [heir, ...others] = [...graph.entries()].filter(([, { inputs }]) => inputs.includes(source));
    if (heir === undefined || others.length > 0 || heir[1].inputs.length !== 1) return row;
    place = heir[0];
    row.push({ layer: heir[1].layer, place });
  }
}
