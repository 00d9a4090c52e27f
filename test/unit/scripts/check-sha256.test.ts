import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSha256 } from '../../../scripts/provision/check-sha256.ts';

/** SHA-256 of `abc`, from FIPS 180-4's examples. */
const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('checkSha256', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'check-sha256-'));
    file = path.join(folder, 'library.whl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('accepts the pinned file and leaves it', async () => {
    writeFileSync(file, 'abc');
    await checkSha256(file, ABC_SHA256);
    expect(existsSync(file)).toBe(true);
  });

  it('refuses a file of which one letter was changed, and deletes it', async () => {
    writeFileSync(file, 'abd');
    await expect(checkSha256(file, ABC_SHA256)).rejects.toMatchObject({
      code: 'hash-mismatch',
      message: expect.stringContaining('library.whl is not the pinned file'),
    });
    expect(existsSync(file)).toBe(false);
  });
});
