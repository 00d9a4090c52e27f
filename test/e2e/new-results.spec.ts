import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './expect-accessible.ts';
import { expect, openScreen, samplesFolder, startApp, test } from './running-app.ts';

// What a reader sees of results that come to others. The model that comes with the app answers.

const run = promisify(execFile);
const cli = path.resolve(import.meta.dirname, '..', '..', 'main', 'cli.ts');

const pneumonia = path.join(samplesFolder, 'test', 'PNEUMONIA');
const films = readdirSync(pneumonia)
  .sort()
  .map((name) => path.join(pneumonia, name));

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'new results-'));
});
test.afterEach(async () => await rm(folder, { recursive: true }));

function resultsOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Results', exact: true });
}

async function give(page: Page, files: readonly string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...files]);
}

test('who predicts a folder is taken to its first result, which is told from those before', async ({
  openedPage: page,
}) => {
  await openScreen(page, '#/diagnose');
  await give(page, films);
  const articles = resultsOf(page).getByRole('article');
  await expect(page.getByText(`${films.length} images`, { exact: true })).toBeVisible();
  await expect(page.getByText(/waiting$/)).toBeHidden({ timeout: 120_000 });
  // The first ones stand alone: there is nothing to tell them from.
  await expect(resultsOf(page).getByText('New', { exact: true })).toHaveCount(0);

  const normal = path.join(samplesFolder, 'test', 'NORMAL');
  const [first = '', second = ''] = readdirSync(normal).sort();
  await page.getByLabel('Or a folder of this computer').fill(normal);
  await page.getByRole('button', { name: 'Predict the folder' }).press('Enter');
  const arrived = articles.filter({ hasText: first });
  await expect(arrived).toBeInViewport({ ratio: 1, timeout: 60_000 });
  await expect(arrived.getByText('New', { exact: true })).toBeVisible();
  const count = readdirSync(normal).length;
  await expect(page.getByText(`${count} new`, { exact: true })).toBeVisible();

  // Who works by keys goes on from there.
  await expect(page.getByLabel('Or a folder of this computer')).toBeFocused();
  await page.getByRole('button', { name: 'Predict the folder' }).focus();
  await page.keyboard.press('a');
  await expect(arrived).toContainText('Accepted');
  await expect(arrived.getByRole('link')).toBeFocused();

  // Where the list reaches below the window, arrows take the page along.
  await page.setViewportSize({ width: 1280, height: 560 });
  for (let row = 0; row < 4; row += 1) await page.keyboard.press('ArrowDown');
  await expect(page.locator('article:focus-within')).toBeInViewport({ ratio: 0.95 });
  for (let row = 0; row < 4; row += 1) await page.keyboard.press('ArrowUp');
  await page.setViewportSize({ width: 1280, height: 800 });

  // From the viewer one comes back to the result that was looked at.
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('link', { name: 'Back to the results' }).click();
  await expect(articles.filter({ hasText: second })).toBeInViewport({ ratio: 1 });
});

test('what a command predicts meanwhile is offered, and shows with the patient', async ({
  app,
  openedPage: page,
}) => {
  const predict = async (film: string): Promise<void> => {
    await run(process.execPath, [cli, '--home', app.home, 'predict', film]);
  };
  await openScreen(page, '#/diagnose');
  const [own = '', other = '', third = ''] = films;
  await give(page, [own]);
  await expect(page.getByText('Probability of PNEUMONIA')).toHaveCount(1, { timeout: 60_000 });
  await predict(other);
  await page.getByRole('button', { name: 'Show new results' }).click();
  const added = resultsOf(page).getByRole('article', { name: path.basename(other) });
  await expect(added.getByText('New', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show new results' })).toBeHidden();

  const number = /^person(\d+)/.exec(path.basename(third))?.[1] ?? '';
  const listed = page.getByRole('link', { name: new RegExp(`^person:${number} `) });
  await page.getByRole('link', { name: 'Patients' }).click();
  await expect(page.getByRole('link', { name: /^person/ }).first()).toBeVisible();
  await expect(listed).toHaveCount(0);
  await predict(third);
  await expect(listed).toBeVisible();
  await listed.click();
  const record = page.getByRole('region', { name: 'Results over time' });
  await expect(record.getByRole('listitem')).toHaveCount(1);
  await predict(third);
  await expect(record.getByRole('listitem')).toHaveCount(2);

  // Its results lead to one another, and back to it.
  await record.getByRole('link').first().click();
  await expect(page.getByText('2 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the patient' }).click();
  await expect(record.getByRole('listitem')).toHaveCount(2);
});

test('whose image another browser mode says it is shows in the list, the viewer and with the patient', async ({
  app,
  openedPage: page,
  context,
}) => {
  await openScreen(page, '#/diagnose');
  const [film = ''] = films;
  await give(page, [film]);
  const row = resultsOf(page).getByRole('article', { name: path.basename(film) });
  await expect(row.getByText('Probability of PNEUMONIA')).toBeVisible({ timeout: 60_000 });
  const other = await startApp(app.home);
  try {
    const there = await context.newPage();
    await there.goto(other.address);
    await openScreen(there, '#/diagnose');
    await there.getByRole('button', { name: 'Show earlier results' }).click();
    const name = async (patient: string): Promise<void> => {
      await there.getByRole('button', { name: /^Comment on .*, or change its patient/ }).click();
      await there.getByLabel('Patient', { exact: true }).fill(patient);
      await there.getByRole('button', { name: 'Save' }).click();
      await expect(there.getByRole('dialog')).toBeHidden();
    };
    await name('Ward 3');
    await expect(row).toContainText('Patient Ward 3');
    await row.getByRole('link').first().click();
    await expect(page.getByText('Patient Ward 3')).toBeVisible();
    await name('Ward 4');
    await expect(page.getByText('Patient Ward 4')).toBeVisible();
    await page.getByRole('link', { name: 'Patients' }).click();
    await expect(page.getByRole('link', { name: /^Ward 4 / })).toBeVisible();
    await name('');
    await expect(page.getByRole('link', { name: /^Ward 4 / })).toBeHidden();
  } finally {
    await other.close();
  }
});

test('warnings that do not fit in a row can all be read, by keys too', async ({ openedPage: page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await openScreen(page, '#/diagnose');
  const odd = path.join(folder, 'odd.png');
  // Small, coloured, wide, and with bright sides.
  await sharp({ create: { width: 400, height: 100, channels: 3, background: 'white' } })
    .composite([
      {
        input: await sharp({ create: { width: 200, height: 100, channels: 3, background: 'navy' } })
          .png()
          .toBuffer(),
      },
    ])
    .toFile(odd);
  await give(page, [odd]);
  const article = resultsOf(page).getByRole('article', { name: 'odd.png' });
  const more = article.getByRole('button', { name: /^\+\d more, What to be careful about: odd\.png$/ });
  await expect(more).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const before = await article.boundingBox();
  await more.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What to be careful about: odd.png' });
  await expect(dialog.getByRole('listitem')).toHaveText([
    /^Smaller than the model’s input/,
    /^Has colour/,
    /^Unusually long or wide/,
    /^Brighter at the sides/,
  ]);
  // A key of the results is not meant for them while the dialog is open.
  await page.keyboard.press('a');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(more).toBeFocused();
  await expect(article).toContainText('Not reviewed');
  expect(await article.boundingBox()).toEqual(before);
});

test('a dialog stays where it is when folders open in it', async ({ openedPage: page }) => {
  await mkdir(path.join(folder, 'a', 'b'), { recursive: true });
  await openScreen(page, '#/library/import');
  await page.getByLabel('Folder or CSV file').fill(folder);
  const dialog = page.getByRole('dialog');
  const top = (await dialog.boundingBox())?.y;
  await page.getByRole('button', { name: 'Browse' }).click();
  await expect(dialog.getByRole('button', { name: 'a', exact: true })).toBeVisible();
  expect((await dialog.boundingBox())?.y).toBe(top);
  await expect(dialog.getByRole('button', { name: 'a', exact: true })).toBeInViewport();
});
