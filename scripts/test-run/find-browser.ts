import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { startProgress } from '../progress.ts';
import { explainFailure } from '../provision/provision-problem.ts';
import { forgetFailure, recallFailure, rememberFailure } from '../remembered-failures.ts';
import { runCommand } from '../run-command.ts';
import { locateFailuresFile } from '../state-folder.ts';

export type TestBrowser =
  | { readonly status: 'own' }
  | { readonly status: 'system'; readonly program: string }
  | { readonly status: 'missing'; readonly reason: string };

const PROBE_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 10 * 60 * 1000;
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/**
 * Gets a browser for the end-to-end tests: Playwright's own, else Chromium or Chrome of the system, else, where this
 * may install system packages, Debian's Chromium.
 */
export async function findBrowser(): Promise<TestBrowser> {
  if (existsSync(chromium.executablePath())) return { status: 'own' };
  const named = process.env['NEGATOSCOPE_CHROMIUM'];
  const program = await findSystemBrowser(named === undefined ? listCandidates() : [named]);
  if (program !== null) return { status: 'system', program };
  const problem = await installChromium();
  const installed = problem === null ? await findSystemBrowser(COMMANDS) : null;
  if (installed !== null) return { status: 'system', program: installed };
  return {
    status: 'missing',
    reason: `there is no Chromium or Chrome (${problem ?? 'the installed one does not start'}); \`npx playwright install chromium\` gets one`,
  };
}

async function findSystemBrowser(candidates: readonly string[]): Promise<string | null> {
  for (const candidate of candidates) {
    const program = path.isAbsolute(candidate) ? candidate : findOnPath(candidate);
    if (program === null || !existsSync(program)) continue;
    // Ubuntu's chromium-browser may be a stub that only asks for a snap. Chrome on Windows has no --version.
    if (process.platform === 'win32') return program;
    const probe = await runCommand(program, ['--version'], { timeoutMs: PROBE_TIMEOUT_MS });
    if (probe.status === 0) return program;
  }
  return null;
}

function listCandidates(): string[] {
  if (process.platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
      process.env[name] === undefined
        ? []
        : [path.join(process.env[name], 'Google', 'Chrome', 'Application', 'chrome.exe')],
    );
  return COMMANDS;
}

function findOnPath(command: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, command)).find((file) => existsSync(file)) ?? null;
}

/** Installs Debian's Chromium as root; null when it worked, else why not. */
async function installChromium(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || findOnPath('apt-get') === null)
    return 'it can be installed only by root, on Debian and its kin';
  const failuresFile = locateFailuresFile();
  const remembered = recallFailure(failuresFile, 'chromium', Date.now());
  if (remembered !== null) return `${remembered}, tried within the last day`;
  const progress = startProgress('Installing Chromium by apt-get, for the end-to-end tests');
  for (const step of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const result = await runCommand('apt-get', step, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      timeoutMs: INSTALL_TIMEOUT_MS,
    });
    if (result.status === 0) continue;
    const { message } = explainFailure(`apt-get ${step[0] ?? ''}`, result);
    progress.fail();
    rememberFailure(failuresFile, 'chromium', message, Date.now());
    return message;
  }
  forgetFailure(failuresFile, 'chromium');
  progress.finish();
  return null;
}
