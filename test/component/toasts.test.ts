import { expect, it } from 'vitest';
import { Toasts } from '../../renderer/state/toasts.svelte.ts';

it('takes what can be undone away with its screen, and leaves the rest to be read', () => {
  const toasts = new Toasts();
  toasts.showSuccess('Copied.');
  toasts.showSuccess('2 images excluded.', { label: 'Undo', run: () => {} });
  toasts.leaveScreen();
  expect(toasts.items.map(({ message }) => message)).toEqual(['Copied.']);
});
