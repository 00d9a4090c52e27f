import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findNativeLibrary, locateNativeFolder } from '../../../main/native-library.ts';
import { buildOperations, readOperationsStamp } from '../../../scripts/provision/build-operations.ts';
import { readChoice } from '../../../scripts/provision/native-folder.ts';

const library = findNativeLibrary();
const chosen = readChoice(locateNativeFolder())?.folder;
const isMissing = process.platform !== 'linux' || library.status === 'missing' || chosen == null;
const reason = library.status === 'missing' ? library.reason : 'made on Linux alone';

describe.skipIf(isMissing)(
  `building the trainer's operations${isMissing ? ` (skipped: ${reason})` : ''}`,
  () => {
    let folder = '';
    let built = '';
    beforeEach(() => {
      folder = mkdtempSync(path.join(os.tmpdir(), 'operations-'));
      symlinkSync(path.join(locateNativeFolder(), chosen ?? '', 'deps'), path.join(folder, 'deps'));
      mkdirSync(path.join(folder, 'lib', 'napi-v8'), { recursive: true });
      built = path.join(folder, 'lib', 'napi-v8', 'negatoscope_operations.node');
    });
    afterEach(() => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    });

    test('is done once, and again where it was taken away and is asked for', async () => {
      await buildOperations(folder, false);
      const { mtimeMs } = statSync(built);
      expect(readOperationsStamp(folder)).toMatch(/^[0-9a-f]{64}$/);
      await buildOperations(folder, false);
      expect(statSync(built).mtimeMs).toBe(mtimeMs);
      rmSync(built);
      await buildOperations(folder, true);
      expect(existsSync(built)).toBe(true);
    });

    test('that fails leaves none, and is not tried again until it is asked for', async () => {
      vi.stubEnv('CC', path.join(folder, 'no-compiler'));
      await buildOperations(folder, false);
      expect(existsSync(built)).toBe(false);
      vi.unstubAllEnvs();
      await buildOperations(folder, false);
      expect(existsSync(built)).toBe(false);
      await buildOperations(folder, true);
      expect(existsSync(built)).toBe(true);
      expect(readdirSync(folder).sort()).toEqual(['deps', 'lib']);
    });
  },
);
