import type { NetworkEditor } from '../../state/network-editor.svelte.ts';
import { t } from '../../text/t.ts';

/** A network of the user's own in a line; null where it is the preset's. */
export function describeOwnNetwork({ layers, description, isValid }: NetworkEditor): string | null {
  if (layers === null || description === null) return null;
  if (!isValid) return t('network.summary-wrong');
  return t('network.summary-own', { layers: layers.length, parameters: description.totalParameters });
}
