import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/ipc/app-error.ts';
import { Loadable } from '../../renderer/state/loadable.svelte.ts';

describe('Loadable', () => {
  it('keeps what the load started last brought, whichever answers last', async () => {
    const loadable = new Loadable<string>();
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const loads = [loadable.load(() => first.promise), loadable.load(() => second.promise)];
    second.resolve('second');
    await loads[1];
    first.resolve('first');
    await loads[0];
    expect(loadable.value).toBe('second');
    expect(loadable.isLoading).toBe(false);
  });

  it('shows why a load failed, keeps the old value, and forgets the failure when one succeeds', async () => {
    const loadable = new Loadable<number>();
    await loadable.load(async () => 1);
    await loadable.load(() => Promise.reject(new AppError('disk-full', 'The disk is full.')));
    expect(loadable.error?.code).toBe('disk-full');
    expect(loadable.value).toBe(1);
    await loadable.load(async () => 2);
    expect(loadable.error).toBeNull();
    expect(loadable.value).toBe(2);
  });

  it('takes nothing from a load that was under way when it was cleared', async () => {
    const loadable = new Loadable<number>();
    const slow = Promise.withResolvers<number>();
    const load = loadable.load(() => slow.promise);
    loadable.clear();
    slow.resolve(1);
    await load;
    expect(loadable.value).toBeNull();
  });
});
