import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importReportSchema } from '../../../shared/domain/dataset.ts';
import { predictionsSchema } from '../../../shared/domain/prediction.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { runCli } from './spawn-cli.ts';

/** What their headers hold, the README and the script there tell. */
const chest = path.resolve(import.meta.dirname, '../../fixtures/dicom-chest');
const folder = makeTemporaryFolder();
const home = path.join(folder.path, 'home');
afterAll(() => folder.remove());

async function callJson(...args: string[]): Promise<{ status: number | null; document: unknown }> {
  const { status, stdout } = await runCli(['--home', home, ...args, '--json']);
  return { status, document: JSON.parse(stdout) as unknown };
}

test('DICOM files are imported, and the model that comes with the app is asked about them', async () => {
  const source = path.join(folder.path, 'ward');
  for (const [name, copy] of [
    ['frontal-1.dcm', 'NORMAL/1.dcm'],
    ['frontal-2.dcm', 'NORMAL/2'],
    ['lateral.dcm', 'PNEUMONIA/3.dicom'],
    ['README.md', 'PNEUMONIA/4.dcm'],
  ] as const) {
    mkdirSync(path.dirname(path.join(source, copy)), { recursive: true });
    copyFileSync(path.join(chest, name), path.join(source, copy));
  }
  const imported = await callJson('datasets', 'import', source, '--name', 'ward');
  expect(imported.status).toBe(0);
  expect(importReportSchema.parse(imported.document)).toMatchObject({
    added: 3,
    patients: 2,
    classes: { NORMAL: 2, PNEUMONIA: 1 },
    rejected: [{ path: 'PNEUMONIA/4.dcm', code: 'image-not-an-image' }],
  });

  const files = ['NORMAL/2', 'PNEUMONIA/3.dicom', 'PNEUMONIA/4.dcm'].map((name) => path.join(source, name));
  const predicted = await callJson('predict', ...files);
  expect(predicted.status).toBe(0);
  const { predictions } = predictionsSchema.parse(predicted.document);
  expect(predictions).toMatchObject([
    { patient: 'dicom:QX-7301', error: null },
    { patient: 'dicom:QX-7302', error: null },
    { patient: null, error: { code: 'image-not-an-image' } },
  ]);
  expect(predictions[1]?.flags).toContain('lateral-view');

  const logs = path.join(home, 'logs');
  const logged = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'));
  expect(logged.join('')).not.toMatch(/QX-73|Secret/);
});
