import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';
import { trainQuickly } from './train-quickly.ts';

// What a person who works by keyboard alone meets: the focus is never lost.

async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press('Enter');
}

async function expectFocusWithin(place: Locator): Promise<void> {
  await expect(place.locator(':focus')).toHaveCount(1);
}

async function importSamples(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
}

test('editing images keeps the focus on the bar, and gives it to the images when the bar goes', async ({
  openedPage: page,
}) => {
  await importSamples(page);
  await openScreen(page, '#/datasets/1');
  const grid = page.getByRole('list', { name: /^Images of/ });
  await grid.getByRole('button').first().focus();
  await page.keyboard.press('Space');
  const bar = page.getByRole('toolbar', { name: 'Selected images' });
  const exclude = bar.getByRole('button', { name: 'Exclude' });
  await press(exclude);
  await expect(page.getByText(/^1 image excluded/).first()).toBeVisible();
  await expect(exclude).toBeFocused();

  await press(bar.getByRole('button', { name: 'Clear selection' }));
  await expect(bar).toBeHidden();
  await expectFocusWithin(grid);

  await press(page.getByRole('button', { name: 'Undo the last change, of 1 image' }));
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeDisabled();
  await expectFocusWithin(grid);
});

test('a walk through folders keeps the focus in them, and ends at the field', async ({
  app,
  openedPage: page,
}) => {
  for (const name of ['archive', path.join('films', '2019')]) {
    await mkdir(path.join(app.home, 'scans', name), { recursive: true });
  }
  await openScreen(page, '#/library/import');
  const field = page.getByLabel('Folder or CSV file');
  await field.fill(path.join(app.home, 'scans'));
  await press(page.getByRole('button', { name: 'Browse' }));
  const folders = page.getByRole('region', { name: 'Folders of this computer' });
  await folders.getByRole('button', { name: 'archive' }).press('ArrowDown');
  await expect(folders.getByRole('button', { name: 'films' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(folders.getByRole('button', { name: '2019' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(folders.getByRole('button', { name: 'Parent folder' })).toBeFocused();
  await press(folders.getByRole('button', { name: 'Choose this folder' }));
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(path.join(app.home, 'scans', 'films', '2019'));
});

test('a long list of folders is gone through by keys, with motion reduced as well', async ({
  app,
  openedPage: page,
}) => {
  for (let number = 1; number <= 60; number += 1) {
    await mkdir(path.join(app.home, 'scans', `patient ${number}`), { recursive: true });
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openScreen(page, '#/library/import');
  await page.getByLabel('Folder or CSV file').fill(path.join(app.home, 'scans'));
  await press(page.getByRole('button', { name: 'Browse' }));
  const folder = (number: number): Locator =>
    page.getByRole('button', { name: `patient ${number}`, exact: true });
  await folder(1).press('End');
  await expect(folder(60)).toBeFocused();
  await expect(folder(60)).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(folder(1)).toBeFocused();
  await expect(folder(1)).toBeInViewport();
});

test('a CSV file with labels is chosen where its images lie, and a path that is nowhere leads to the own folder', async ({
  app,
  openedPage: page,
}) => {
  const scans = path.join(app.home, 'scans');
  await mkdir(path.join(scans, 'films'), { recursive: true });
  await writeFile(path.join(scans, 'Labels.CSV'), 'path,label\n');
  await writeFile(path.join(scans, 'notes.txt'), '');
  await openScreen(page, '#/library/import');
  const source = page.getByLabel('Folder or CSV file');
  const browse = page.getByRole('button', { name: 'Browse' });
  const folders = page.getByRole('region', { name: 'Folders of this computer' });
  await source.fill(path.join(app.home, 'nowhere'));
  await press(browse);
  await expect(folders.getByRole('button', { name: 'Choose this folder' })).toBeEnabled();
  await press(browse);
  await source.fill(scans);
  await press(page.getByText('Advanced'));
  await press(browse.last());
  await expect(folders.getByRole('listitem')).toHaveText(['films', 'Labels.CSV']);
  // A folder is no answer there.
  await expect(folders.getByRole('button', { name: 'Choose this folder' })).toHaveCount(0);
  await press(folders.getByRole('button', { name: 'Labels.CSV' }));
  const field = page.getByLabel('CSV file with labels');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(path.join(scans, 'Labels.CSV'));
  await field.fill('');
  await press(browse.first());
  await press(folders.getByRole('button', { name: 'Labels.CSV' }));
  await expect(source).toHaveValue(path.join(scans, 'Labels.CSV'));
  // Browsing on from a file begins beside it.
  await press(browse.first());
  await expect(folders.getByRole('button', { name: 'films' })).toBeVisible();
});

test('results and runs give the focus on when what had it goes', async ({ openedPage: page }) => {
  await trainQuickly(page);
  await openScreen(page, '#/runs');
  await page
    .getByRole('checkbox', { name: /^Select / })
    .last()
    .focus();
  await page.keyboard.press('Space');
  await press(page.getByRole('button', { name: 'Clear selection' }));
  await expect(page.getByRole('region', { name: 'Selected runs' })).toBeHidden();
  await expectFocusWithin(page.getByRole('table'));

  await openScreen(page, '#/diagnose?run=1');
  const folder = path.join(samplesFolder, 'test', 'NORMAL');
  const [name = ''] = readdirSync(folder).sort();
  const chooser = page.locator('input[type=file]');
  await chooser.setInputFiles(path.join(folder, name));
  await expect(page.getByText('Probability of PNEUMONIA')).toBeVisible();
  await press(page.getByRole('button', { name: 'Clear results' }));
  await expect(chooser).toBeFocused();
  await press(page.getByRole('button', { name: 'Show earlier results' }));
  await expect(page.getByRole('link', { name: `Open ${name}` })).toBeFocused();
});

test('an image whose file is away is asked for again, and one that never was is told as missing', async ({
  app,
  page,
}) => {
  const folder = path.join(app.home, 'films');
  const source = path.join(samplesFolder, 'test', 'NORMAL');
  await mkdir(path.join(folder, 'NORMAL'), { recursive: true });
  await mkdir(path.join(folder, 'PNEUMONIA'), { recursive: true });
  const [film = '', other = ''] = readdirSync(source).sort();
  await cp(path.join(source, film), path.join(folder, 'NORMAL', film));
  await cp(path.join(source, other), path.join(folder, 'PNEUMONIA', other));
  await page.goto(app.address);
  await openScreen(page, '#/library/import');
  await page.getByLabel('Folder or CSV file').fill(folder);
  await page.getByLabel('Dataset name').fill('films');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('2 images added')).toBeVisible();

  const place = path.join(folder, 'NORMAL', film);
  await rename(place, `${place}.away`);
  await openScreen(page, '#/datasets/1/images/1');
  await expect(page.getByText('This image cannot be shown')).toBeVisible();
  await rename(`${place}.away`, place);
  await press(page.getByRole('button', { name: 'Try again' }));
  await expect(page.getByText(/^\d+ × \d+ px$/)).toBeVisible();
  await expect(page.getByText('This image cannot be shown')).toBeHidden();

  await openScreen(page, '#/datasets/1/images/99');
  await expect(page.getByRole('heading', { name: 'This image is not here' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Viewer');
  await rm(folder, { recursive: true });
});
