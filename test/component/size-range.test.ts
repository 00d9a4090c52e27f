import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import SizeRange from '../../renderer/screens/dataset/SizeRange.svelte';

afterEach(cleanup);

it('narrows by whole pixels, and says so of anything else', async () => {
  const onchange = vi.fn<(least: number | null, most: number | null) => void>();
  render(SizeRange, { least: null, most: 2000, onchange });
  const from = screen.getByRole<HTMLInputElement>('textbox', { name: 'Longer side from, in pixels' });
  for (const text of ['1,5', '1.000', '0', 'many']) {
    await fireEvent.change(from, { target: { value: text } });
    expect(from.value).toBe(text);
    expect(from.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('Enter whole pixels, in digits only.');
  }
  expect(onchange).not.toHaveBeenCalled();
  await fireEvent.change(from, { target: { value: '512' } });
  expect(onchange).toHaveBeenLastCalledWith(512, 2000);
  expect(screen.queryByRole('alert')).toBeNull();
  await fireEvent.change(from, { target: { value: '' } });
  expect(onchange).toHaveBeenLastCalledWith(null, 2000);
});
