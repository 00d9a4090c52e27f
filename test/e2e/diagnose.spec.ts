import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';
import { trainQuickly } from './train-quickly.ts';

const pneumonia = path.join(samplesFolder, 'test', 'PNEUMONIA');
const files = readdirSync(pneumonia)
  .sort()
  .slice(0, 3)
  .map((name) => path.join(pneumonia, name));

function resultsOf(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('list', { name: 'Results', exact: true }).getByRole('article');
}

test('a default model judges files; a reader answers by one key each; the results are kept', async ({
  openedPage: page,
}) => {
  await trainQuickly(page);
  await openScreen(page, '#/diagnose?run=1');

  await test.step('the model says what is known of it', async () => {
    await expect(page.getByText(/ to .*, from validation$/)).toHaveCount(2);
    await page.getByRole('button', { name: 'Make it the default' }).click();
    await expect(page.getByText('Default model')).toBeVisible();
  });

  await test.step('files are judged, and one that is no image says so', async () => {
    await page
      .locator('input[type=file]')
      .setInputFiles([...files, path.join(samplesFolder, '..', 'README.md')]);
    await expect(resultsOf(page)).toHaveCount(4);
    await expect(page.getByText('Probability of PNEUMONIA')).toHaveCount(3);
    await expect(page.getByText(/README\.md is not an image/)).toBeVisible();
  });

  await test.step('by keys alone', async () => {
    // Nothing has the focus yet: the key is the first result's.
    await page.keyboard.press('a');
    await expect(resultsOf(page).nth(0)).toContainText('Accepted');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('d');
    await expect(resultsOf(page).nth(1)).toContainText('Disagreed');
    await page.keyboard.press('c');
    await page.keyboard.type('=clear, to me');
    await page.getByLabel('Patient', { exact: true }).fill('Ward 3');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alert')).toContainText('not saved yet');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(resultsOf(page).nth(1)).toContainText('=clear, to me');
    await expect(resultsOf(page).nth(1)).toContainText('Patient Ward 3');
    const comment = page.getByRole('dialog').getByLabel('Comment', { exact: true });
    await resultsOf(page).nth(1).press('c');
    await page.keyboard.press('Escape');
    await expect(comment).toBeHidden();
    await page.keyboard.press('c');
    await comment.fill('not what I mean');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(comment).toBeHidden();
    await page.keyboard.press('c');
    await expect(comment).toHaveValue('=clear, to me');
    await page.keyboard.press('Escape');
  });

  await test.step('the table to take away', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export to CSV' }).click();
    const csv = await readFile(await (await downloading).path(), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain(`disagreed,"'=clear, to me"`);
  });

  await test.step('after a reload they are still there, and with the patient', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Show earlier results' }).click();
    await expect(resultsOf(page)).toHaveCount(3);
    await expect(page.getByText('Default model')).toBeVisible();
    await page.getByRole('link', { name: 'Patients' }).click();
    await page.getByLabel('Search', { exact: true }).fill('Ward');
    await page.getByRole('link', { name: /^Ward 3/ }).click();
    const record = page.getByRole('region', { name: 'Results over time' });
    await expect(record).toContainText('Disagreed');
    await record.getByRole('link').click();
    await expect(page.getByLabel('Comment', { exact: true })).toHaveValue('=clear, to me');
  });
});

test('a folder is judged with its progress; one that is not there is told at the field', async ({
  openedPage: page,
}) => {
  await trainQuickly(page);
  await openScreen(page, '#/diagnose');
  const folder = page.getByLabel('Or a folder of this computer');
  await folder.fill('/no/such/folder');
  await page.getByRole('button', { name: 'Predict the folder' }).click();
  await expect(page.getByText(/There is no folder \/no\/such\/folder/)).toBeVisible();
  await folder.fill(path.join(samplesFolder, 'test'));
  await page.getByRole('button', { name: 'Predict the folder' }).press('Enter');
  const count = readdirSync(path.join(samplesFolder, 'test'), {
    recursive: true,
    withFileTypes: true,
  }).filter((entry) => entry.isFile()).length;
  await expect(page.getByText(`${count} images`)).toBeVisible({ timeout: 60_000 });
  await expect(folder).toBeVisible();
  // Progress took the focus of the button, and gives it back.
  await expect(folder).toBeFocused();
});
