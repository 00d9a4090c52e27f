import { untrack } from 'svelte';
import { datasets } from '../../state/datasets.svelte.ts';
import { presets } from '../../state/presets.svelte.ts';
import type { TrainForm } from '../../state/train-form.svelte.ts';

/**
 * Fills a form in that names no dataset or no preset, once there are any: with the newest dataset, or the one that
 * is wanted, and with the first preset. For the set-up of a component.
 */
export function beginWithNewest(form: TrainForm, readWanted: () => number | null): void {
  $effect(() => {
    const items = datasets.list.items;
    const first = items?.find(({ id }) => id === readWanted()) ?? items?.[0] ?? null;
    untrack(() => {
      if (datasets.find(form.dataset) === null) form.dataset = first?.id ?? null;
    });
  });

  $effect(() => {
    const first = presets.list.value?.[0]?.name ?? '';
    untrack(() => {
      if (form.preset === '') form.preset = first;
    });
  });
}
