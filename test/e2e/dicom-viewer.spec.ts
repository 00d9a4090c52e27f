import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expect, openScreen, test } from './running-app.ts';
import { expectAccessible } from './expect-accessible.ts';

const fixtures = path.resolve(import.meta.dirname, '..', 'fixtures');
const frontal = path.join(fixtures, 'dicom-chest', 'frontal-1.dcm');
const slice = path.join(fixtures, 'dicom', 'MR_small.dcm');

/** A dataset of one radiograph, of a name without extension as archives hand them out, and one slice. */
async function importFilms(page: Page, home: string): Promise<void> {
  const folder = path.join(home, 'films');
  await mkdir(path.join(folder, 'FINDING'), { recursive: true });
  await mkdir(path.join(folder, 'NORMAL'), { recursive: true });
  await cp(slice, path.join(folder, 'FINDING', 'slice.dcm'));
  await cp(frontal, path.join(folder, 'NORMAL', '00000001'));
  await openScreen(page, '#/library/import');
  await page.getByLabel('Folder or CSV file').fill(folder);
  await page.getByLabel('Dataset name').fill('films');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByRole('article', { name: 'Import report for films' })).toContainText(
    '2 images added',
  );
}

/** The lightness at the middle of the pane, 0 to 255. */
async function readMiddle(page: Page): Promise<number> {
  return await page.locator('figure canvas').evaluate((canvas: HTMLCanvasElement) => {
    const middle = canvas.getContext('2d')?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1);
    return middle?.data[0] ?? -1;
  });
}

async function findMiddle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('figure canvas').boundingBox();
  if (box === null) throw new Error('there is no pane');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a DICOM image is windowed in its own values, measured in millimetres and told about', async ({
  app,
  openedPage: page,
}) => {
  await importFilms(page, app.home);
  const window = page.getByTestId('window');

  await test.step('a slice is shown in its file’s window, which can be left and taken up again', async () => {
    await openScreen(page, '#/datasets/1/images/1');
    await expect(window).toHaveText('C 600 W 1,600');
    await expect(page.getByText('Magnetic resonance (MR)')).toBeVisible();
    await page.keyboard.press('v');
    const presets = page.getByRole('combobox', { name: 'Window of the file' });
    await expect(presets).toHaveValue(/^full/);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(presets.locator('option:checked')).toHaveText('Set by hand');
    await page.keyboard.press('z');
    await expect(window).toHaveText('C 600 W 1,600');
  });

  await test.step('its values are told under the pointer', async () => {
    const middle = await findMiddle(page);
    await page.mouse.move(middle.x + 1, middle.y + 1);
    // Row 32, column 32 of the file, as pydicom reads it.
    await expect(page.getByTestId('pointed')).toHaveText('x 32 · y 32 · value 182');
  });

  await test.step('a radiograph tells what it is, in a reader’s words', async () => {
    await openScreen(page, '#/datasets/1/images/2');
    await expect(page.getByText('Digital radiography (DX)')).toBeVisible();
    await expect(page.getByText('Posteroanterior (PA)')).toBeVisible();
    await expect(page.getByText('January 31, 2026')).toBeVisible();
    await expect(page.getByText('dicom:QX-7301')).toBeVisible();
  });

  await test.step('it is measured in millimetres, and the reader is told where they hold', async () => {
    await page.keyboard.press('1');
    // The longest round length in 200 pixels of 0.9 mm.
    await expect(page.getByRole('img', { name: 'Scale bar: 10 cm at the detector' })).toBeVisible();
    await page.keyboard.press('m');
    await page.keyboard.press('Enter');
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowRight');
    // 10 presses of 4 pixels of 0.9 mm.
    await expect(page.getByRole('status').filter({ hasText: '36 mm at the detector' })).toBeVisible();
    await expect(page.getByText('the true length is shorter')).toBeVisible();
  });

  await test.step('black and white turn about', async () => {
    await page.keyboard.press('Escape');
    const before = await readMiddle(page);
    await page.keyboard.press('i');
    // Smoothing between pixels may round otherwise.
    await expect.poll(async () => Math.abs((await readMiddle(page)) + before - 255)).toBeLessThanOrEqual(1);
  });
  await expectAccessible(page);
});

/** Drops a file on the zone, of no media type, as a browser has it of DICOM. */
async function dropFile(page: Page, file: string): Promise<void> {
  const told = { name: path.basename(file), base64: await readFile(file, 'base64') };
  const dataTransfer = await page.evaluateHandle(({ name, base64 }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], name));
    return transfer;
  }, told);
  await page.getByText('Drop images here, or choose files').dispatchEvent('drop', { dataTransfer });
}

test('a DICOM file is dropped on Diagnose and judged', async ({ openedPage: page }) => {
  await openScreen(page, '#/diagnose');
  await dropFile(page, frontal);
  const result = page.getByRole('list', { name: 'Results', exact: true }).getByRole('article');
  await expect(result).toContainText('frontal-1.dcm');
  await expect(result).toContainText('Probability of', { timeout: 60_000 });
  await result.getByRole('link').first().click();
  await expect(page.getByTestId('window')).toHaveText(/^C [\d.,]+ W [\d.,]+$/);
});
