import { describe, expect, it } from 'vitest';
import { decideRecovery } from '../../../main/recovery.ts';

describe('decideRecovery', () => {
  it.each([
    ['a clean exit', 'clean-exit', null, 'none'],
    ['a first crash', 'crashed', null, 'reload'],
    ['a crash 59 s after another', 'oom', 41_000, 'ask'],
    ['a crash 60 s after another', 'killed', 40_000, 'reload'],
  ] as const)('%s', (_, reason, lastCrashMs, recovery) => {
    expect(decideRecovery(reason, lastCrashMs, 100_000)).toBe(recovery);
  });
});
