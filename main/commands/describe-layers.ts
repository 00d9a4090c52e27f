import { networkLayerSchemas } from '../../shared/domain/network/network-layer.ts';
import { formatTable } from './format-table.ts';

/** For help: the layers that a network of the user's own may have, and what each takes. */
export function describeLayers(): string {
  const rows = Object.entries(networkLayerSchemas).map(([type, { shape }]) => [
    `  ${type}`,
    Object.keys(shape)
      .filter((name) => name !== 'type')
      .join(', '),
  ]);
  const activations = networkLayerSchemas.Activation.shape.activation.options.join(', ');
  return `
Layers of the file of --network, by Keras's names and with its defaults:
${formatTable([['  TYPE'], ['TAKES']], rows)}

Activations: ${activations}; of the output layer also softmax.`;
}
