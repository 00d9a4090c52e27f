import { z } from 'zod';

/** How many tests ended how. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

const vitestReportSchema = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/**
 * Counts vitest's JSON report (unknown, parsed here). A file that could not be loaded reports no tests of its own, so
 * it counts as one failure.
 * @throws ZodError when the report is not vitest's
 */
export function countVitest(report: unknown): TestCounts {
  return vitestReportSchema
    .parse(report)
    .testResults.map(({ status, assertionResults }) => {
      const passed = assertionResults.filter((test) => test.status === 'passed').length;
      const failed = assertionResults.filter((test) => test.status === 'failed').length;
      const isBroken = status === 'failed' && failed === 0;
      return { passed, failed: isBroken ? 1 : failed, skipped: assertionResults.length - passed - failed };
    })
    .reduce(addCounts, NO_TESTS);
}

const playwrightReportSchema = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
});

/**
 * Counts Playwright's JSON report (unknown, parsed here). An error outside any test is one failure; a test that passed
 * only when tried again passed.
 * @throws ZodError when the report is not Playwright's
 */
export function countPlaywright(report: unknown): TestCounts {
  const { errors, stats } = playwrightReportSchema.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/** The sum of two counts. */
export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * A runner's counts made to agree with how it ended: one that ended badly and reported no failure, or left no report,
 * counts as one failure.
 */
export function reconcileCounts(counts: TestCounts | null, status: number): TestCounts {
  if (counts === null) return { ...NO_TESTS, failed: 1 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The closing line of a test run. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
