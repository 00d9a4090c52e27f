import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { explainNoWindow, findElectron } from '../electron/find-electron.ts';
import { say } from '../progress.ts';
import { modulesFolder, projectFolder } from '../project-paths.ts';
import { runCommand } from '../run-command.ts';
import { runForeground } from '../run-foreground.mjs';
import {
  addCounts,
  countPlaywright,
  countVitest,
  NO_TESTS,
  reconcileCounts,
  type TestCounts,
} from './count-results.ts';
import { findBrowser } from './find-browser.ts';

const LIST_TIMEOUT_MS = 2 * 60 * 1000;

/** Runs every suite, their own reports on standard output: unit and component tests, then the whole app. */
export async function runSuites(): Promise<TestCounts> {
  const reports = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-test-'));
  try {
    say('Unit and component tests');
    const inner = await runVitest(path.join(reports, 'vitest.json'));
    say('End-to-end tests');
    return addCounts(inner, await runEndToEnd(path.join(reports, 'playwright.json')));
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

async function runVitest(report: string): Promise<TestCounts> {
  const status = await runForeground(
    process.execPath,
    [
      path.join(modulesFolder, 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: projectFolder },
  );
  return settle('vitest', countVitest, report, status);
}

/** Runs the end-to-end projects that can run here; the others' tests count as skipped, with the reason said. */
async function runEndToEnd(report: string): Promise<TestCounts> {
  if (!hasEndToEndTests()) return NO_TESTS;
  const browser = await findBrowser();
  const noElectron = findElectron() === null ? "Electron's program is not here" : explainNoWindow();
  const skipped = [
    { project: 'browser', reason: browser.status === 'missing' ? browser.reason : null },
    { project: 'electron', reason: noElectron },
  ];
  let counts = NO_TESTS;
  for (const { project, reason } of skipped) {
    if (reason === null) continue;
    const skippedTests = await countListed(project);
    if (skippedTests > 0) say(`Skipped: ${skippedTests} of the ${project} project's tests, since ${reason}.`);
    counts = addCounts(counts, { ...NO_TESTS, skipped: skippedTests });
  }
  const projects = skipped
    .filter(({ reason }) => reason === null)
    .map(({ project }) => `--project=${project}`);
  if (projects.length === 0) return counts;
  const status = await runForeground(process.execPath, [...playwright, ...projects, '--reporter=list,json'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...(browser.status === 'system' ? { NEGATOSCOPE_CHROMIUM: browser.program } : {}),
    },
  });
  return addCounts(counts, settle('Playwright', countPlaywright, report, status));
}

const playwright = [
  path.join(modulesFolder, 'playwright', 'cli.js'),
  'test',
  '--config=playwright.config.ts',
];

function hasEndToEndTests(): boolean {
  try {
    return readdirSync(path.join(projectFolder, 'test', 'e2e')).some((name) => name.endsWith('.spec.ts'));
  } catch {
    return false;
  }
}

/** How many tests a project has, from Playwright's listing; 0 when it has none or cannot be listed. */
async function countListed(project: string): Promise<number> {
  const result = await runCommand(process.execPath, [...playwright, `--project=${project}`, '--list'], {
    cwd: projectFolder,
    timeoutMs: LIST_TIMEOUT_MS,
  });
  return Number.parseInt(/^Total: (\d+) tests?/m.exec(result.output)?.[1] ?? '0', 10);
}

function settle(
  runner: string,
  count: (report: unknown) => TestCounts,
  report: string,
  status: number,
): TestCounts {
  let counts: TestCounts | null = null;
  try {
    counts = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    say(`${runner} ended with status ${status} and left no report.`);
  }
  if (counts !== null && counts.failed === 0 && status !== 0)
    say(`${runner} ended with status ${status}, though no test failed: its own lines above say why.`);
  return reconcileCounts(counts, status);
}
