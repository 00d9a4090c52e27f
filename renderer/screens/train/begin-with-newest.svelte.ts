import { untrack } from 'svelte';
import { datasets } from '../../state/datasets.svelte.ts';
import type { TrainForm } from '../../state/train-form.svelte.ts';

/**
 * Fills a form in that names no dataset, once there are any: with the newest, or the one that is wanted. For the
 * set-up of a component.
 */
export function beginWithNewest(form: TrainForm, readWanted: () => number | null): void {
  $effect(() => {
    const items = datasets.list.items;
    const first = items?.find(({ id }) => id === readWanted()) ?? items?.[0] ?? null;
    untrack(() => {
      if (datasets.find(form.dataset) === null) form.dataset = first?.id ?? null;
    });
  });
}
