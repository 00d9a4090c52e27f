import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { groupLayers } from '../../../main/trainer/fused/group-layers.ts';
import { listGraph } from '../../../main/trainer/fused/network-graph.ts';

type Row = Parameters<Parameters<typeof groupLayers>[1]>[0];

/** Takes a dense layer with every activation that follows it. */
function countActivations([first, ...others]: Row): number {
  if (first.getClassName() !== 'Dense') return 0;
  const end = others.findIndex((layer) => layer.getClassName() !== 'Activation');
  return 1 + (end === -1 ? others.length : end);
}

function group(model: tf.LayersModel): { names: string[]; inputs: readonly number[] }[] {
  return groupLayers(listGraph(model), countActivations).map(({ layers, inputs }) => ({
    names: layers.map(({ name }) => name),
    inputs,
  }));
}

const dense = (name: string): tf.layers.Layer => tf.layers.dense({ units: 2, name });
const relu = (name: string): tf.layers.Layer => tf.layers.activation({ activation: 'relu', name });

function apply(layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]): tf.SymbolicTensor {
  const [only, ...others] = inputs;
  return layer.apply(others.length === 0 && only !== undefined ? only : inputs) as tf.SymbolicTensor;
}

describe('grouping the layers of a graph', () => {
  test('takes rows as far as they are run as one, and the rest one by one', () => {
    const input = tf.input({ shape: [2] });
    const first = apply(relu('b'), apply(relu('a'), apply(dense('first'), input)));
    const output = apply(dense('last'), apply(tf.layers.dropout({ rate: 0, name: 'between' }), first));
    expect(group(tf.model({ inputs: input, outputs: output }))).toEqual([
      { names: ['first', 'a', 'b'], inputs: [-1] },
      { names: ['between'], inputs: [0] },
      { names: ['last'], inputs: [1] },
    ]);
  });

  test('ends a row where its output goes two ways, and where two ways meet', () => {
    const input = tf.input({ shape: [2] });
    const split = apply(dense('split'), input);
    const left = apply(relu('left'), split);
    const right = apply(relu('again'), apply(dense('right'), split));
    const sum = apply(tf.layers.add({ name: 'sum' }), left, right);
    const model = tf.model({ inputs: input, outputs: apply(relu('last'), sum) });
    const groups = group(model);
    const place = (name: string): number => groups.findIndex(({ names }) => names[0] === name);
    expect(groups.map(({ names }) => names.join(' ')).sort()).toEqual(
      ['last', 'left', 'right again', 'split', 'sum'].sort(),
    );
    expect(groups[place('split')]?.inputs).toEqual([-1]);
    expect(groups[place('right')]?.inputs).toEqual([place('split')]);
    expect(groups[place('sum')]?.inputs).toEqual([place('left'), place('right')]);
    expect(groups[place('last')]?.inputs).toEqual([place('sum')]);
  });
});
