// npm test: every suite; the last line is the count.

import { setUp } from '../set-up.ts';
import { formatCounts } from '../test-run/count-results.ts';
import { runSuites } from '../test-run/run-suites.ts';

// A build that fails is a failure too, so that there is always a count.
const counts = (await setUp()) ? await runSuites() : { passed: 0, failed: 1, skipped: 0 };
process.stdout.write(`\n${formatCounts(counts)}\n`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
