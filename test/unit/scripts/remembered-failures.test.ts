import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetFailure, recallFailure, rememberFailure } from '../../../scripts/remembered-failures.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 0, 2);

describe('remembered failures', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'remembered-failures-'));
    file = path.join(folder, 'cache', 'failures.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are recalled for a day and then forgotten', () => {
    rememberFailure(file, 'electron', 'no network', NOW_MS);
    expect(recallFailure(file, 'electron', NOW_MS + 23 * HOUR_MS)).toBe('no network');
    expect(recallFailure(file, 'electron', NOW_MS + 25 * HOUR_MS)).toBeNull();
  });

  it('are kept apart by what failed', () => {
    rememberFailure(file, 'electron', 'no network', NOW_MS);
    rememberFailure(file, 'chromium', 'no apt-get', NOW_MS);
    forgetFailure(file, 'electron');
    expect(recallFailure(file, 'electron', NOW_MS)).toBeNull();
    expect(recallFailure(file, 'chromium', NOW_MS)).toBe('no apt-get');
  });

  it('do not bind when the clock was set back, or the note is damaged', () => {
    rememberFailure(file, 'electron', 'no network', NOW_MS);
    expect(recallFailure(file, 'electron', NOW_MS - HOUR_MS)).toBeNull();
    writeFileSync(file, '{"electron": {"atMs":');
    expect(recallFailure(file, 'electron', NOW_MS)).toBeNull();
  });
});
