import { describe, expect, it } from 'vitest';
import { estimateSecondsLeft } from '../../../main/library/seconds-left.ts';

describe('estimateSecondsLeft', () => {
  it('goes on as fast as so far', () => {
    // 200 in 4 seconds: 50 a second, and 800 to go
    expect(estimateSecondsLeft(200, 1000, 4)).toBe(16);
    expect(estimateSecondsLeft(1000, 1000, 20)).toBe(0);
  });

  it('says nothing before a second and ten items', () => {
    expect(estimateSecondsLeft(500, 1000, 0.9)).toBeNull();
    expect(estimateSecondsLeft(9, 1000, 30)).toBeNull();
    expect(estimateSecondsLeft(0, 1000, 30)).toBeNull();
  });
});
