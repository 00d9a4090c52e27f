import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatExact,
  formatMetric,
  formatNumber,
  formatPercent,
  formatPercentTick,
} from '../../renderer/text/format-number.ts';
import { formatDuration, formatInstant, formatTimeLeft } from '../../renderer/text/format-time.ts';

describe('durations', () => {
  it.each([
    [0, '0.0 s'],
    [3.44, '3.4 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [64, '1 min 04 s'],
    [3599.4, '59 min 59 s'],
    [3600, '1 h 00 min'],
    [7500, '2 h 05 min'],
    [86_400, '1 d 0 h'],
    [183_600, '2 d 3 h'],
  ])('says that %d seconds passed', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });

  it.each([
    [0.2, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [89, '1 min'],
    [91, '2 min'],
    [3590, '1 h 00 min'],
    [3900, '1 h 05 min'],
  ])('estimates %d seconds no finer than an estimate is', (seconds, words) => {
    expect(formatTimeLeft(seconds)).toBe(words);
  });
});

describe('numbers', () => {
  it('writes thousands, percentages and metrics', () => {
    expect(formatNumber(951489)).toBe('951,489');
    expect(formatNumber(0.001)).toBe('0.001');
    expect(formatPercent(0.91349)).toBe('91.3%');
    expect(formatPercentTick(0.95)).toBe('95%');
    expect(formatPercentTick(0.975)).toBe('97.5%');
    expect(formatMetric(0.9661)).toBe('0.966');
    expect(formatMetric(null)).toBe('–');
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [99_940, '99.9 kB'],
    [123_456, '123 kB'],
    [999_600, '1.0 MB'],
    [1_432_000_000, '1.4 GB'],
  ])('writes %d bytes', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('moments', () => {
  it('leaves the year out only where it is the present one', () => {
    const year = new Date().getFullYear();
    const thisYear = new Date(year, 2, 4, 14, 5).toISOString();
    const earlier = new Date(2019, 2, 4, 14, 5).toISOString();
    expect(formatInstant(thisYear)).toBe('Mar 4, 14:05');
    expect(formatInstant(earlier)).toBe('Mar 4, 2019, 14:05');
  });
});

describe('numbers as they were set', () => {
  it.each([
    [2_147_483_647, '2147483647'],
    [0.000_000_05, '0.00000005'],
    [0.998, '0.998'],
  ])('keeps every digit of %d, ungrouped', (value, words) => {
    expect(formatExact(value)).toBe(words);
  });
});
