import { tick } from 'svelte';

/**
 * Gives the focus on where what had it is gone or takes no press any more, as after the last press of a bar that
 * goes with it: who works by keyboard or screen reader would find themselves nowhere. Elsewhere it stays.
 *
 * @param find where it goes, asked once the page has changed; null leaves it lost
 */
export async function focusIfLost(find: () => HTMLElement | null | undefined): Promise<void> {
  await tick();
  const focused = document.activeElement;
  if (focused === null || focused === document.body || focused.matches(':disabled')) find()?.focus();
}
