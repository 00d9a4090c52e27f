import { ESLint } from 'eslint';
import typescript from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * Violations planted into the project's own configuration. Rules that need types are left out: the files exist
 * only here.
 */
let eslint: ESLint;

beforeAll(() => {
  eslint = new ESLint({ overrideConfig: [typescript.configs.disableTypeChecked] });
});

/** The rules that a file of this name and text breaks, without those on style. */
async function findBrokenRules(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  const broken = result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
  return [...new Set(broken)].filter((rule) => /^negatoscope|restricted/.test(rule) || !rule.includes('/'));
}

const walls = 'negatoscope/walls';

describe('walls', () => {
  it.each([
    ['shared/domain/a.ts', "import { readFile } from 'node:fs';"],
    ['shared/domain/a.ts', "import { readFile } from 'fs';"],
    ['shared/domain/a.ts', "import pino from 'pino';"],
    ['shared/domain/a.ts', "import { x } from '../../main/home.ts';"],
    ['shared/domain/a.ts', "export * from '../../renderer/api.ts';"],

    ['main/a.ts', "import { x } from '../renderer/api.ts';"],
    ['main/a.ts', "import { x } from './trainer/fit.ts';"],
    ['main/a.ts', "import { app } from 'electron';"],
    ['main/a.ts', "import type { Database } from 'better-sqlite3';"],
    ['main/a.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['main/cli.ts', "await import('@tensorflow/tfjs-core');"],
    ['main/a.ts', "type D = import('better-sqlite3').Database; export type { D };"],
    ['main/index.ts', "import Database from 'better-sqlite3';"],
    ['main/preload.ts', "import { readFile } from 'node:fs';"],
    ['main/preload.ts', "import { methods } from '../shared/ipc/contract.ts';"],

    ['main/services/a.ts', "import { shell } from 'electron';"],
    ['main/services/a.ts', "import * as tf from '@tensorflow/tfjs-layers';"],
    ['main/services/a.ts', "import { register } from '../ipc/register.ts';"],
    ['main/services/runs/a.ts', "import Database from 'better-sqlite3';"],
    ['main/library/a.ts', "import Database from 'better-sqlite3';"],
    ['main/db/a.ts', "import { app } from 'electron';"],
    ['main/db/a.ts', "import { createRunService } from '../services/runs.ts';"],

    ['main/trainer/a.ts', "import { openHome } from '../home.ts';"],
    ['main/trainer/data/a.ts', "import { listImages } from '../../db/images.ts';"],
    ['main/trainer/data/a.ts', "import Database from 'better-sqlite3';"],
    ['main/trainer/a.ts', "import { app } from 'electron';"],
    ['main/trainer/a.ts', "import * as tf from '@tensorflow/tfjs-node-gpu';"],
    ['main/trainer/a.ts', "const tf = require('@tensorflow/tfjs-node-gpu');"],
    ['main/trainer/a.ts', "await import('@tensorflow/tfjs-backend-webgpu');"],
    ['main/trainer/backend.ts', "await import('webgpu');"],
    ['main/trainer/a.ts', "const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');"],
    ['main/trainer/data/backend-loader.ts', "import * as tf from '@tensorflow/tfjs-node-gpu';"],

    ['renderer/a.ts', "import { readFile } from 'node:fs';"],
    ['renderer/a.ts', "import { ipcRenderer } from 'electron';"],
    ['renderer/a.ts', "import { openHome } from '../main/home.ts';"],
    ['renderer/screens/runs/a.ts', "import { Chart } from 'chart.js';"],
    ['renderer/components/A.svelte', '<script lang="ts">\n  import { api } from \'../api.ts\';\n</script>'],
    [
      'renderer/components/A.svelte',
      '<script lang="ts">\n  import { runs } from \'../state/runs.svelte.ts\';\n</script>',
    ],
    [
      'renderer/charts/A.svelte',
      '<script lang="ts">\n  import { runs } from \'../state/runs.svelte.ts\';\n</script>',
    ],
  ])('in %s stop %s', async (file, code) => {
    expect(await findBrokenRules(file, code)).toContain(walls);
  });

  it.each([
    ['shared/domain/a.ts', "import { z } from 'zod';\nimport { b } from '../ipc/b.ts';"],
    [
      'main/a.ts',
      "import pino from 'pino';\nimport { readFile } from 'node:fs';\nimport { z } from '../shared/z.ts';",
    ],
    ['main/index.ts', "import { app } from 'electron';\nimport { openWindow } from './window.ts';"],
    ['main/ipc/register.ts', "import { ipcMain } from 'electron';"],
    ['main/db/client.ts', "import Database from 'better-sqlite3';"],
    ['main/trainer/data/a.ts', "import * as tf from '@tensorflow/tfjs';\nimport { x } from '../fit.ts';"],
    [
      'main/trainer/backend-native.ts',
      "const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu');",
    ],
    ['renderer/charts/a.ts', "import { Chart } from 'chart.js';"],
    ['renderer/screens/runs/a.ts', "import { api } from '../../api.ts';\nimport { tick } from 'svelte';"],
  ])('in %s let through %s', async (file, code) => {
    expect(await findBrokenRules(file, code)).not.toContain(walls);
  });
});

describe('single users', () => {
  it('main/ipc/register.ts alone listens to windows', async () => {
    const code = "import { ipcMain } from 'electron';";
    expect(await findBrokenRules('main/window.ts', code)).toContain('no-restricted-imports');
    expect(await findBrokenRules('main/ipc/register.ts', code)).not.toContain('no-restricted-imports');
  });

  it('renderer/api.ts alone speaks to the preload script', async () => {
    const code = 'const bridge = window.api;';
    expect(await findBrokenRules('renderer/state/a.svelte.ts', code)).toContain('no-restricted-properties');
    expect(await findBrokenRules('renderer/api.ts', code)).not.toContain('no-restricted-properties');
    expect(
      await findBrokenRules(
        'renderer/screens/A.svelte',
        '<script lang="ts">\n  const { api } = window;\n</script>',
      ),
    ).toContain('no-restricted-properties');
  });
});

describe('names of files', () => {
  it.each([
    'main/TrainerHost.ts',
    'main/trainer_host.ts',
    'main/utils.ts',
    'main/helpers/a.ts',
    'renderer/run-card.svelte',
  ])('%s is refused', async (file) => {
    expect(await findBrokenRules(file, '')).toContain('negatoscope/file-name');
  });

  it.each(['main/trainer-host.ts', 'renderer/state/runs.svelte.ts', 'renderer/screens/runs/RunCard.svelte'])(
    '%s is accepted',
    async (file) => {
      expect(await findBrokenRules(file, '')).toEqual([]);
    },
  );
});

describe('any', () => {
  it('is refused', async () => {
    const [result] = await eslint.lintText('export const a: any = 1;', { filePath: 'main/a.ts' });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('@typescript-eslint/no-explicit-any');
  });
});
