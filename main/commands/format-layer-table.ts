import type { LayerRow, LayerTable } from '../../shared/domain/preset.ts';
import { formatTable } from './format-table.ts';
import { formatBytes, formatCount } from './format-values.ts';

/** Weights are 32-bit floating-point numbers. */
const bytesPerParameter = 4;

/** A layer table of a preset or of a network of the user's own. */
type AnyLayerTable = Omit<LayerTable, 'preset' | 'layers'> & { readonly layers: readonly LayerRow[] };

/**
 * A network's layers as Keras's `summary` shows them.
 *
 * @param title the preset's name, or the network's file
 */
export function formatLayerTable(title: string, table: AnyLayerTable): string {
  const rows = table.layers.map(({ name, type, outputShape, parameters }) => [
    `${name} (${type})`,
    `(${outputShape.map((size) => size ?? 'None').join(', ')})`,
    formatCount(parameters),
  ]);
  const layers = formatTable([['Layer (type)'], ['Output Shape'], ['Param #', 'right']], rows);
  const rule = '─'.repeat(Math.max(...layers.split('\n').map((line) => line.length)));
  const toTotal = (label: string, count: number): string =>
    `${label} params: ${formatCount(count)} (${formatBytes(count * bytesPerParameter)})`;
  return [
    `Model: "${title}"`,
    rule,
    layers.replace('\n', `\n${rule}\n`),
    rule,
    toTotal('Total', table.totalParameters),
    toTotal('Trainable', table.trainableParameters),
    toTotal('Non-trainable', table.nonTrainableParameters),
  ].join('\n');
}
