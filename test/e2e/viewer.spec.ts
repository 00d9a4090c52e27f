import { cp, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';
import { trainQuickly } from './train-quickly.ts';

/** How many of the pane's pixels are how light: black, white, and all that is not clear. */
async function readPane(page: Page): Promise<{ dark: number; light: number; drawn: number }> {
  return await page
    .locator('figure canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      const found = { dark: 0, light: 0, drawn: 0 };
      for (let byte = 0; byte < data.length; byte += 4) {
        if (data[byte + 3] === 0) continue;
        found.drawn += 1;
        if ((data[byte] ?? 0) < 40) found.dark += 1;
        if ((data[byte] ?? 0) > 215) found.light += 1;
      }
      return found;
    });
}

async function openFirstImage(page: Page): Promise<void> {
  await openScreen(page, '#/datasets/1/images/1');
  await expect(page.getByText(/^\d+%$/)).toBeVisible();
  await expect.poll(async () => (await readPane(page)).drawn).toBeGreaterThan(1000);
}

test('an image is zoomed, windowed, inverted, turned, measured and left by keys alone', async ({
  openedPage: page,
}) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openFirstImage(page);

  const before = await readPane(page);
  await page.keyboard.press('i');
  await expect(page.getByRole('button', { name: 'Invert' })).toHaveAttribute('aria-pressed', 'true');
  // What was black is white; smoothing may round a few pixels otherwise.
  const readLightShare = async (): Promise<number> => {
    const { light, drawn } = await readPane(page);
    return light / drawn;
  };
  await expect.poll(readLightShare).toBeCloseTo(before.dark / before.drawn, 1);
  await page.keyboard.press('i');

  await expect(page.getByText('C 128 W 256')).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByText('C 136 W 248')).toBeVisible();

  await page.keyboard.press('1');
  await expect(page.getByText('100%', { exact: true })).toBeVisible();
  const scaleBar = page.getByRole('img', { name: /^Scale bar/ });
  await expect(scaleBar).toHaveAccessibleName('Scale bar: 200 px');
  await page.keyboard.press('+');
  await expect(page.getByText('125%', { exact: true })).toBeVisible();
  // 200 px would take 250 screen pixels, and there is room for 200.
  await expect(scaleBar).toHaveAccessibleName('Scale bar: 100 px');
  await expect(scaleBar).toBeVisible();

  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  // 5 presses of 4 screen pixels at 125 %.
  const measured = page.getByRole('status').filter({ hasText: /^16 px$/ });
  await expect(measured).toBeVisible();
  await page.keyboard.press('l');
  await expect(scaleBar).toBeHidden();
  await expect(measured).toBeHidden();
  await page.keyboard.press('m');
  await expect(scaleBar).toBeVisible();
  await expect(measured).toBeVisible();

  await page.keyboard.press('z');
  await expect(page.getByText('C 128 W 256')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.getByText('2 of 240')).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('dialog', { name: 'Keys of the viewer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Back to samples' }).click();
  await expect(page.getByRole('heading', { name: 'samples' })).toBeVisible();
});

test('the pointer zooms where it is, and the right button changes the window', async ({
  openedPage: page,
}) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openFirstImage(page);
  const box = await page.locator('figure canvas').boundingBox();
  if (box === null) throw new Error('there is no pane');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const zoom = page.getByText(/^\d+%$/);
  const fitted = await zoom.textContent();
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.wheel(0, -300);
  await expect(zoom).not.toHaveText(fitted ?? '');
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(middle.x - 100, middle.y, { steps: 4 });
  await page.mouse.up({ button: 'right' });
  // 0.6 of a grey value a pixel: 256 - 60.
  await expect(page.getByText('C 128 W 196')).toBeVisible();
  await page.mouse.dblclick(middle.x, middle.y);
  await expect(zoom).toHaveText(fitted ?? '');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('images are walked along the filter and order of the grid, which opens again at the last one', async ({
  openedPage: page,
}) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/datasets/1');
  const grid = page.getByRole('list', { name: 'Images of samples' }).getByRole('button');
  await page.getByRole('button', { name: /^NORMAL \d/ }).click();
  await page.getByLabel('Sort by').selectOption({ label: 'Size' });
  await expect(page).toHaveURL(/#\/datasets\/1\?class=NORMAL&sort=size$/);

  await test.step('the address alone brings the same list', async () => {
    const names = await grid.evaluateAll((cells) => cells.map((cell) => cell.ariaLabel));
    await page.reload();
    await expect(page.getByRole('button', { name: /^NORMAL \d/ })).toHaveAttribute('aria-pressed', 'true');
    expect(await grid.evaluateAll((cells) => cells.map((cell) => cell.ariaLabel))).toEqual(names);
  });

  await test.step('back and forward go through filters', async () => {
    await page.getByRole('searchbox').fill('no such film');
    await expect(page.getByText('No image is like that')).toBeVisible();
    await page.goBack();
    await expect(page.getByText('No image is like that')).toBeHidden();
    await expect(page.getByRole('searchbox')).toHaveValue('');
    await page.goForward();
    await expect(page.getByRole('searchbox')).toHaveValue('no such film');
    await page.goBack();
    await expect(grid.first()).toBeVisible();
  });

  await test.step('by keys to the ends, and back', async () => {
    const [, second, third] = await grid.evaluateAll((cells) => cells.map((cell) => cell.ariaLabel));
    await grid.nth(1).click();
    await page.getByRole('link', { name: 'Open in the viewer' }).click();
    await expect(page.getByText(/^2 of \d+$/)).toBeVisible();
    await page.keyboard.press('PageUp');
    await expect(page.getByText(/^1 of \d+$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Previous', exact: true })).toBeDisabled();
    await page.keyboard.press('PageDown');
    await expect(page.getByText(/^2 of \d+$/)).toBeVisible();
    await page.keyboard.press('PageDown');
    await expect(page.getByText(/^3 of \d+$/)).toBeVisible();
    await page.getByRole('link', { name: 'Back to samples' }).click();
    const chosen = page.locator('[data-position][aria-pressed=true]');
    await expect(chosen).toHaveAccessibleName(third ?? '');
    await expect(chosen).toBeInViewport();
    expect(second).not.toBe(third);
  });
});

test('a model’s heatmap lies over the image at the strength that is chosen', async ({ openedPage: page }) => {
  await trainQuickly(page);
  await openFirstImage(page);
  const picture = page.locator('figure canvas');
  const before = await picture.boundingBox();
  await page.keyboard.press('h');
  await expect(page.getByText(/Where .+ looked: probability of PNEUMONIA/)).toBeVisible({
    timeout: 60_000,
  });
  // What belongs to the heatmap takes no room from the picture.
  expect(await picture.boundingBox()).toEqual(before);
  const isColoured = async (): Promise<boolean> =>
    await page.locator('figure canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      for (let byte = 0; byte < data.length; byte += 4) if (data[byte] !== data[byte + 2]) return true;
      return false;
    });
  await expect.poll(isColoured).toBe(true);
  await page.getByLabel('Heatmap opacity').fill('0');
  await expect.poll(isColoured).toBe(false);
});

test('an image whose file went after the import says so', async ({ app, page }) => {
  await page.goto(app.address);
  const folder = path.join(app.home, 'films');
  await cp(path.join(samplesFolder, 'test'), folder, { recursive: true });
  await openScreen(page, '#/library/import');
  await page.getByLabel('Folder or CSV file').fill(folder);
  await page.getByLabel('Dataset name').fill('films');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByRole('article', { name: 'Import report for films' })).toBeVisible();
  await rename(folder, `${folder} moved`);
  expect(await readdir(app.home)).toContain('films moved');
  const answered = page.waitForResponse(/\/images\/1$/);
  await openScreen(page, '#/datasets/1/images/1');
  expect((await answered).status()).toBe(404);
  await expect(page.getByText('This image cannot be shown')).toBeVisible();
  await expect(page.getByText(/it is not there \(any more\)/)).toBeVisible();
});
