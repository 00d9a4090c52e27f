import type { LayerTable } from '../../shared/domain/preset.ts';
import { formatTable } from './format-table.ts';
import { formatBytes, formatCount } from './format-values.ts';

/** Weights are 32-bit floating-point numbers. */
const bytesPerParameter = 4;

/** A network's layers as Keras's `summary` shows them. */
export function formatLayerTable(table: LayerTable): string {
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
    `Model: "${table.preset}"`,
    rule,
    layers.replace('\n', `\n${rule}\n`),
    rule,
    toTotal('Total', table.totalParameters),
    toTotal('Trainable', table.trainableParameters),
    toTotal('Non-trainable', table.nonTrainableParameters),
  ].join('\n');
}
