import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, openApplication } from '../../../main/application.ts';
import type { Evaluation } from '../../../shared/domain/run.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { quickSettings } from './open-library.ts';

/** Normal, bacterial and viral: the sample images by what their names say, from the import to the report. */

const samples = path.resolve(import.meta.dirname, '../../../samples/images');
const classes = ['NORMAL', 'BACTERIA', 'VIRUS'];
const folder = makeTemporaryFolder();
const held = path.join(folder.path, 'held out');
let application: Application;
let evaluation: Evaluation;

/** Copies the first sample images of each class into class folders. */
function sortByName(part: 'train' | 'test', target: string, imagesAClass: number): void {
  const counts = new Map<string, number>();
  for (const source of ['NORMAL', 'PNEUMONIA']) {
    for (const name of readdirSync(path.join(samples, part, source)).sort()) {
      const className = source === 'NORMAL' ? source : name.includes('_virus_') ? 'VIRUS' : 'BACTERIA';
      const count = (counts.get(className) ?? 0) + 1;
      if (count > imagesAClass) continue;
      counts.set(className, count);
      mkdirSync(path.join(target, className), { recursive: true });
      copyFileSync(path.join(samples, part, source, name), path.join(target, className, name));
    }
  }
}

beforeAll(async () => {
  const source = path.join(folder.path, 'three');
  sortByName('train', source, 20);
  sortByName('test', held, 5);
  application = await openApplication({
    home: path.join(folder.path, 'home'),
    engine: 'auto',
    front: 'command-line',
  });
  const { importId } = await application.call('imports:start', { path: source, name: 'three' });
  await application.call('imports:wait', { importId });
  const { run } = await application.call('runs:start', {
    dataset: 'three',
    preset: 'cnn5',
    name: 'judge',
    settings: { ...quickSettings, calibration: 'temperature', sampler: 'weighted' },
  });
  await application.call('runs:wait', { run });
  evaluation = await application.call('evaluations:make', { run: 'judge', path: held });
});
afterAll(async () => {
  await application.close();
  folder.remove();
});

function listHeld(): { file: string; className: string }[] {
  return classes.flatMap((className) =>
    readdirSync(path.join(held, className))
      .sort()
      .map((name) => ({ file: path.join(held, className, name), className })),
  );
}

test('the negative class comes first, by its name or by choice', async () => {
  const dataset = await application.call('datasets:show', { dataset: 'three' });
  expect(Object.keys(dataset.classes)).toEqual(classes);
  expect(dataset).toMatchObject({ negativeClass: 'NORMAL', positiveClass: null });
  const { importId } = await application.call('imports:start', {
    path: path.join(folder.path, 'three'),
    name: 'other',
    negativeClass: 'VIRUS',
  });
  const { classes: counts } = await application.call('imports:wait', { importId });
  expect(Object.keys(counts)).toEqual(['VIRUS', 'BACTERIA', 'NORMAL']);
});

test('a run tells three classes apart, on validation images of each', async () => {
  const run = await application.call('runs:show', { run: 'judge' });
  expect(run).toMatchObject({ status: 'completed', classes, positiveClass: 'BACTERIA / VIRUS' });
  expect(run.split.val.images).toBe(12);
  expect(run.epochs.map(({ valRocAuc }) => valRocAuc)).not.toContain(null);
  const [network, table] = await Promise.all([
    application.call('networks:describe', { layers: [{ type: 'Flatten' }], imageSize: 32, classes: 3 }),
    application.call('presets:show', { preset: 'cnn5', imageSize: 32, classes: 3 }),
  ]);
  expect(network.layers.at(-1)?.outputShape).toEqual([null, 3]);
  expect(table.layers.at(-1)?.outputShape).toEqual([null, 3]);
});

test('a network that ends in one unit is refused for three classes', async () => {
  await expect(
    application.call('runs:start', {
      dataset: 'three',
      preset: 'cnn5',
      network: [{ type: 'Flatten' }, { type: 'Dense', units: 1, activation: 'sigmoid' }],
    }),
  ).rejects.toMatchObject({ code: 'network-invalid' });
});

describe('an evaluation', () => {
  test('counts what predictions of the same images say', async () => {
    const labelled = listHeld();
    const { predictions, positiveClass } = await application.call('predictions:make', {
      run: 'judge',
      paths: labelled.map(({ file }) => file),
    });
    expect(positiveClass).toBe('BACTERIA / VIRUS');
    const rows = classes.map((truth) =>
      classes.map(
        (call) =>
          predictions.filter(({ label }, place) => label === call && labelled[place]?.className === truth)
            .length,
      ),
    );
    expect(evaluation.confusionMatrix).toEqual({ classes, rows });
    expect(evaluation.images).toBe(15);
    expect(Object.keys(evaluation.report)).toEqual(classes);
    expect(evaluation.multiclass?.oneVersusRest.map(({ className }) => className)).toEqual(classes);
    for (const { label, probability, probabilities, threshold } of predictions) {
      const [normal = 0, bacteria = 0, virus = 0] = classes.map((name) => probabilities?.[name]);
      expect(normal + bacteria + virus).toBeCloseTo(1, 12);
      expect(probability).toBeCloseTo(bacteria + virus, 12);
      const called = (probability ?? 0) < threshold ? 'NORMAL' : virus > bacteria ? 'VIRUS' : 'BACTERIA';
      expect(label).toBe(called);
    }
    const stored = await application.call('predictions:list', { run: 'judge' });
    expect(stored.map(({ probabilities }) => probabilities)).toEqual(
      predictions.map(({ probabilities }) => probabilities).reverse(),
    );
  });

  test('keeps every probability, from which its matrix comes again, cell by cell', async () => {
    const { evaluation: id, threshold } = evaluation;
    const scores = await application.call('evaluations:scores', { evaluation: id });
    expect(scores.classes).toEqual(classes);
    expect(scores.byClass?.labels).toHaveLength(15);
    scores.byClass?.probabilities.forEach((own, place) => {
      expect(1 - (own[0] ?? 0)).toBeCloseTo(scores.scores[place] ?? Number.NaN, 12);
      expect(scores.labels[place]).toBe(scores.byClass?.labels[place] === 0 ? 0 : 1);
    });
    const rows = await Promise.all(
      classes.map((_, truth) =>
        Promise.all(
          classes.map(async (_, call) => {
            const cell = { truth, call };
            const found = await application.call('evaluations:images', { evaluation: id, threshold, cell });
            for (const image of found.images) {
              expect(image).toMatchObject({ className: classes[truth], call: classes[call] });
            }
            return found.total;
          }),
        ),
      ),
    );
    expect(rows).toEqual(evaluation.confusionMatrix.rows);
    const mistakes = await application.call('evaluations:images', { evaluation: id, threshold, cell: null });
    expect(mistakes.total).toBe(15 - Math.round(evaluation.accuracy * 15));
  });

  test('is written as a CSV file, a row an image, which is not replaced', async () => {
    const { evaluation: id, threshold } = evaluation;
    const file = path.join(folder.path, 'judged.csv');
    const request = { evaluation: id, path: file };
    expect(await application.call('evaluations:export', request)).toEqual({ path: file, images: 15 });
    const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    const names = header.split(',');
    expect(names).toEqual([
      ...['content_hash', 'path', 'label', 'patient', 'predicted', 'probability'],
      ...classes.map((name) => `probability_of_${name}`),
      'operating_point',
    ]);
    const { scores } = await application.call('evaluations:scores', { evaluation: id });
    const cells = rows.map((row) => row.split(','));
    const column = (name: string): string[] => cells.map((row) => row[names.indexOf(name)] ?? '');
    expect(column('probability').map(Number)).toEqual(scores);
    expect(new Set(column('operating_point').map(Number))).toEqual(new Set([threshold]));
    const predicted = column('predicted');
    const counted = classes.map((truth) =>
      classes.map(
        (call) => column('label').filter((label, at) => label === truth && predicted[at] === call).length,
      ),
    );
    expect(counted).toEqual(evaluation.confusionMatrix.rows);
    await expect(application.call('evaluations:export', request)).rejects.toMatchObject({
      code: 'output-not-writable',
    });
  });

  test('is compared with another by how they tell any finding from none', async () => {
    const { evaluation: first } = evaluation;
    const again = await application.call('evaluations:make', { run: 'judge', path: held });
    const compared = await application.call('evaluations:compare', { first, second: again.evaluation });
    expect(compared).toMatchObject({ images: 15, rocAuc: { difference: 0, pValue: 1 } });
    expect(compared.rocAuc?.first).toBeCloseTo(evaluation.rocAuc ?? Number.NaN, 12);
  });
});

test('right and wrong in the grid follow the classes, and not only whether there is a finding', async () => {
  const source = path.join(folder.path, 'three');
  const own = await application.call('evaluations:make', { run: 'judge', path: source });
  const { run } = own;
  const count = async (verdict: 'right' | 'wrong'): Promise<number> =>
    (await application.call('images:list', { dataset: 'three', filter: { run, verdicts: [verdict] } })).total;
  const right = own.confusionMatrix.rows.reduce((sum, row, place) => sum + (row[place] ?? 0), 0);
  expect(await count('right')).toBe(right);
  expect(await count('wrong')).toBe(60 - right);
  const called = await Promise.all(
    classes.map(async (name) => {
      const filter = { run, calls: [name] };
      return (await application.call('images:list', { dataset: 'three', filter })).total;
    }),
  );
  const { rows } = own.confusionMatrix;
  expect(called).toEqual(classes.map((_, place) => rows.reduce((sum, row) => sum + (row[place] ?? 0), 0)));
});

test('a layer shows what its channels make of an image, in the window and as files', async () => {
  const { images } = await application.call('images:list', { dataset: 'three', limit: 1 });
  const [image] = images;
  if (image === undefined) throw new Error('the dataset has images');
  const { maps, ...drawn } = await application.call('feature-maps:draw', {
    run: 'judge',
    layer: 'conv2d',
    image: { kind: 'images', id: image.id },
  });
  // The first convolution keeps the image's size and has 32 filters.
  const side = quickSettings.imageSize;
  expect(drawn).toMatchObject({ runName: 'judge', width: side, height: side, channels: 32 });
  expect(maps.map(({ channel }) => channel)).toEqual([...Array(32).keys()].map((place) => place + 1));
  const out = path.join(folder.path, 'maps');
  const written = await application.call('feature-maps:write', {
    run: 'judge',
    layer: 'conv2d',
    path: path.join(folder.path, 'three', image.path),
    folder: out,
  });
  expect(readdirSync(out)).toHaveLength(33);
  for (const [place, { path: file, minimum, maximum }] of written.maps.entries()) {
    expect({ minimum, maximum }).toEqual({ minimum: maps[place]?.minimum, maximum: maps[place]?.maximum });
    const picture = Buffer.from(maps[place]?.picture.split(',')[1] ?? '', 'base64');
    const { width, height, channels } = await sharp(file).metadata();
    expect([width, height, channels]).toEqual([side, side, 1]);
    expect(await sharp(file).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
  }
  await expect(
    application.call('feature-maps:draw', {
      run: 'judge',
      layer: 'dense',
      image: { kind: 'images', id: image.id },
    }),
  ).rejects.toMatchObject({ code: 'input-invalid' });
});

test('a model explains, is stressed, and goes out with its classes', async () => {
  const { images } = await application.call('images:list', { dataset: 'three', limit: 1 });
  const explained = await application.call('predictions:explain', {
    run: 'judge',
    image: { kind: 'images', id: images[0]?.id ?? 0 },
  });
  expect(Object.keys(explained.probabilities)).toEqual(classes);
  const report = await application.call('stress:make', { run: 'judge' });
  expect(report.images).toBe(12);
  const target = path.join(folder.path, 'exported');
  const exported = await application.call('runs:export', { run: 'judge', format: 'tfjs', path: target });
  expect(exported.files).toContain('negatoscope.json');
});
