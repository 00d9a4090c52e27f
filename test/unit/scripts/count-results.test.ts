import { describe, expect, it } from 'vitest';
import {
  addCounts,
  countPlaywright,
  countVitest,
  formatCounts,
  reconcileCounts,
} from '../../../scripts/test-run/count-results.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((state) => ({ status: state })),
});

describe('countVitest', () => {
  it('counts skipped, pending and planned tests as skipped', () => {
    const report = {
      testResults: [
        file('passed', 'passed', 'passed', 'skipped'),
        file('passed', 'todo', 'pending', 'passed'),
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 0, skipped: 3 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const report = { testResults: [file('failed'), file('failed', 'failed', 'passed')] };
    expect(countVitest(report)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it('refuses what is no report', () => {
    expect(() => countVitest({ success: true })).toThrow();
  });
});

describe('countPlaywright', () => {
  it('counts what passed at a second try as passed, and errors outside tests as failures', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 2, skipped: 3 };
    expect(countPlaywright({ errors: [], stats })).toEqual({ passed: 6, failed: 1, skipped: 3 });
    expect(countPlaywright({ errors: [{ message: 'no web server' }], stats })).toEqual({
      passed: 6,
      failed: 2,
      skipped: 3,
    });
  });
});

describe('the closing count', () => {
  it('is a failure when a runner crashed without one', () => {
    expect(reconcileCounts({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(reconcileCounts(null, 0).failed).toBe(1);
    expect(reconcileCounts({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(reconcileCounts({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });

  it('adds up and reads as agreed', () => {
    const sum = addCounts({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });
    expect(formatCounts(sum)).toBe('11 passed, 22 failed, 33 skipped');
  });
});
