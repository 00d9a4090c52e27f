import { describe, expect, it } from 'vitest';
import { formatBytes, formatProgress, formatSeconds } from '../../../scripts/progress.ts';

describe('formatProgress', () => {
  it('tells share, amount, elapsed and the time left at the pace so far', () => {
    // A quarter in 20 s: three more quarters take 60 s.
    const state = { done: 68e6, total: 272e6, unit: 'bytes' as const };
    expect(formatProgress(state, 20_000)).toBe('25 % of 272 MB, 20 s, about 1 min 00 s left');
  });

  it('tells no time left before there is a pace, nor a share of an unknown whole', () => {
    expect(formatProgress({ done: 1, total: 1000, unit: 'items' }, 2000)).toBe('0 % of 1000, 2.0 s');
    const waiting = { done: 0, total: 0, unit: 'bytes' as const, note: 'waiting for pip to find it' };
    expect(formatProgress(waiting, 12_000)).toBe('12 s, waiting for pip to find it');
  });

  it('never claims more than the whole', () => {
    expect(formatProgress({ done: 300e6, total: 272e6, unit: 'bytes' }, 1000)).toBe('100 % of 272 MB, 1.0 s');
  });
});

describe('amounts', () => {
  it('are read off in the unit a person would use', () => {
    expect([400, 12_300, 185_000].map(formatSeconds)).toEqual(['0.4 s', '12 s', '3 min 05 s']);
    expect([273_829_956, 3_100_000_000].map(formatBytes)).toEqual(['274 MB', '3.1 GB']);
  });
});
