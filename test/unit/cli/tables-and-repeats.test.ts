import { renameSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { importReportSchema } from '../../../shared/domain/dataset.ts';
import { runRepetitionSchema } from '../../../shared/domain/run-repetition.ts';
import { runSchema } from '../../../shared/domain/run.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { runCli } from './spawn-cli.ts';

const folder = makeTemporaryFolder();
const home = path.join(folder.path, 'home');
const source = path.join(folder.path, 'images');

beforeAll(async () => {
  await writeImageFolder(source, { patients: 12 });
});
afterAll(() => folder.remove());

async function callJson(...args: string[]) {
  const { status, stdout, stderr } = await runCli(['--home', home, ...args, '--json']);
  expect(stderr).not.toMatch(/^ {4}at /m);
  return { status, document: JSON.parse(stdout) as unknown };
}

test('a dataset written as a CSV file comes back by the command that is printed beside it', async () => {
  await callJson('datasets', 'import', source, '--name', 'first');
  const file = path.join(folder.path, 'out.csv');
  const { status, stdout } = await runCli(['--home', home, 'datasets', 'export', 'first', file]);
  expect(status).toBe(0);
  expect(stdout).toContain(`48 images written to ${file}`);
  expect(stdout).toContain(`negatoscope datasets import "${source}" --csv "${file}" --name NAME`);

  const again = await callJson('datasets', 'import', source, '--csv', file, '--name', 'again');
  expect(importReportSchema.parse(again.document)).toMatchObject({
    added: 48,
    rejected: [],
    patients: 24,
    classes: { NORMAL: 24, PNEUMONIA: 24 },
  });
});

test('words in file names tell classes', async () => {
  const mixed = path.join(folder.path, 'mixed');
  await writeImageFolder(mixed, { patients: 4, imagesPerPatient: 1 });
  renameSync(
    path.join(mixed, 'PNEUMONIA/person1_bacteria_1.png'),
    path.join(mixed, 'PNEUMONIA/person1_virus_6.png'),
  );
  const words = ['--classes-from-names', 'bacteria,virus'];
  const { document } = await callJson('datasets', 'import', mixed, '--name', 'mixed', ...words);
  expect(importReportSchema.parse(document).classes).toEqual({ NORMAL: 4, BACTERIA: 3, VIRUS: 1 });

  const wrong = await callJson('datasets', 'import', mixed, '--name', 'x', '--classes-from-names', 'a b');
  expect(wrong).toMatchObject({ status: 2, document: { error: { code: 'input-invalid' } } });
});

test('a run repeats another, and its document says whether data and weights are the same', async () => {
  const settings = ['imageSize=32', 'batchSize=8', 'epochs=1'].flatMap((text) => ['--set', text]);
  const trained = await callJson(
    'train',
    '--dataset',
    'first',
    '--preset',
    'cnn5',
    '--name',
    'one',
    ...settings,
  );
  const original = runSchema.parse(trained.document);

  const { status, document } = await callJson('runs', 'repeat', 'one', '--name', 'two');
  expect(status).toBe(0);
  const { repetition } = z.looseObject({ repetition: runRepetitionSchema }).parse(document);
  expect(repetition).toMatchObject({
    name: 'two',
    original: { run: original.run, name: 'one' },
    hasSameImages: true,
    hasSameEngine: true,
    hasSameWeights: true,
  });

  const shown = runSchema.parse((await callJson('runs', 'show', 'two')).document);
  expect(shown).toMatchObject({
    imagesDigest: original.imagesDigest,
    weightsHash: original.weightsHash,
    settings: original.settings,
    temperature: original.temperature,
    repeats: original.run,
  });

  const file = path.join(folder.path, 'used.csv');
  const written = await callJson('runs', 'export-images', 'two', file);
  expect(written.document).toEqual({ path: file, images: 48 });
});
