import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { expect, openScreen, samplesFolder, test } from './running-app.ts';

const run = promisify(execFile);
const cli = path.resolve(import.meta.dirname, '..', '..', 'main', 'cli.ts');

/** Runs the command line on a library. */
async function call(home: string, ...words: string[]): Promise<void> {
  await run(process.execPath, [cli, '--home', home, ...words], { env: process.env });
}

/** Two tiny runs, "alpha" judged on the samples' test images, put into a library by the command line. */
async function makeTwoRuns(home: string): Promise<void> {
  const tiny = ['--set', 'imageSize=32', '--set', 'limit=40', '--set', 'batchSize=8'];
  await call(home, 'datasets', 'import', samplesFolder, '--name', 'samples');
  for (const [name, epochs] of [
    ['alpha', 3],
    ['beta', 2],
  ] as const) {
    const settings = [...tiny, '--set', `epochs=${epochs}`];
    await call(home, 'train', '--dataset', 'samples', '--preset', 'cnn5', '--name', name, ...settings);
  }
  await call(home, 'evaluate', '--run', 'alpha', path.join(samplesFolder, 'test'));
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

/** The confusion matrix as it shows: [true negatives, false positives, false negatives, true positives]. */
async function readMatrix(page: Page): Promise<number[]> {
  const cells = page.getByRole('button', { name: /called (NORMAL|PNEUMONIA): \d+/ });
  await expect(cells).toHaveCount(4);
  const names = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('aria-label') ?? ''));
  return names.map((name) => Number(/: (\d+)/.exec(name)?.[1]));
}

/** What stands below a figure's label. */
function readFigure(page: Page, label: string): Promise<string> {
  const point = page.getByRole('region', { name: 'Operating point', exact: true });
  return point.locator('.stat', { hasText: label }).locator('.value').innerText();
}

function toPercent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}

test.beforeEach(async ({ app, openedPage: page }) => {
  test.setTimeout(180_000);
  await makeTwoRuns(app.home);
  await openScreen(page, '#/runs');
  await page.reload();
  await expect(page.getByRole('link', { name: 'alpha' })).toBeVisible();
});

test('runs are tagged, found, pinned and compared', async ({ openedPage: page }) => {
  const firstName = page.getByRole('table', { name: 'Runs' }).getByRole('rowheader').first();
  await expect(firstName).toContainText('beta');

  await page.getByRole('button', { name: 'Tags and note of alpha' }).click();
  await page.getByLabel('Tags', { exact: true }).fill('paper, first');
  await page.getByLabel('Note', { exact: true }).fill('the one for table 2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('searchbox').fill('table 2');
  await expect(page.getByText('1 run', { exact: true })).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByLabel('Tag', { exact: true }).selectOption('paper');
  await expect(page).toHaveURL(/#\/runs\?tag=paper$/);
  await page.reload();
  await expect(page.getByRole('link', { name: 'beta' })).toBeHidden();
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await page.getByRole('button', { name: 'Pin alpha' }).click();
  await expect(firstName).toContainText('alpha');
  await page.reload();
  await expect(firstName).toContainText('alpha');
  await expect(firstName).toContainText('paper');

  await page.getByRole('checkbox', { name: 'Select alpha' }).check();
  await page.getByRole('checkbox', { name: 'Select beta' }).check();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/#\/compare\?runs=1,2$/);
  await expect(page.getByRole('img', { name: /^Validation loss: alpha .+, beta / })).toBeVisible();
  const settings = page.getByRole('table', { name: 'Settings' });
  await expect(settings.getByRole('row', { name: /^Epochs differs 3 2$/ })).toBeVisible();
  await page.getByLabel('Only differences').check();
  await expect(settings.getByRole('row')).toHaveCount(2);
  await expectAccessible(page);
});

test('a row shows whole tags as far as it has room for them', async ({ openedPage: page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Tags and note of alpha' }).click();
  await page.getByLabel('Tags', { exact: true }).fill('paper, second reader');
  await page.getByLabel('Note', { exact: true }).fill('trained before the second reader came');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('checkbox', { name: 'Select alpha' }).check();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByLabel('Show archived').check();
  const name = page.getByRole('rowheader').filter({ hasText: 'alpha' });
  const tags = name.getByTitle('paper, second reader', { exact: true });
  const isCut = async (part: Locator): Promise<boolean> =>
    await part.evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(await isCut(tags)).toBe(true);
  expect(await isCut(name.getByText('paper', { exact: true }))).toBe(false);
  await expect(name.getByText('Archived')).toBeAttached();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(async () => await isCut(tags)).toBe(false);
});

test('an operating point is tried by keyboard, used, and taken back', async ({ openedPage: page }) => {
  await openScreen(page, '#/runs/1/evaluations');
  const slider = page.getByRole('slider', { name: 'Operating point' });
  await slider.focus();

  await page.keyboard.press('Home');
  await expect(slider).toHaveValue('0');
  expect(await readMatrix(page)).toEqual([0, 30, 0, 30]);
  expect(await readFigure(page, 'Sensitivity')).toBe('100.0%');
  await page.keyboard.press('End');
  await expect(slider).toHaveValue('1');

  const typed = page.getByLabel('Probability', { exact: true });
  await typed.fill('2');
  await typed.blur();
  await expect(page.getByRole('alert')).toHaveText('Enter a probability from 0 to 1, such as 0.5.');
  await typed.fill('0,7');
  await typed.blur();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(slider).toHaveValue('0.7');
  await page.getByLabel('Probability', { exact: true }).fill('0.55');
  await page.getByLabel('Probability', { exact: true }).blur();
  await expect(slider).toHaveValue('0.55');
  const [trueNegatives = 0, falsePositives = 0, falseNegatives = 0, truePositives = 0] =
    await readMatrix(page);
  expect(trueNegatives + falsePositives).toBe(30);
  expect(falseNegatives + truePositives).toBe(30);
  expect(await readFigure(page, 'Sensitivity')).toBe(toPercent(truePositives, 30));
  expect(await readFigure(page, 'Specificity')).toBe(toPercent(trueNegatives, 30));

  await page.getByLabel('Prevalence, in percent').fill('10');
  await page.getByLabel('Prevalence, in percent').blur();
  await expect(page.getByText('at 10.0% prevalence').first()).toBeVisible();
  const ill = 0.1 * (truePositives / 30);
  const falseAlarms = 0.9 * (falsePositives / 30);
  const expected = ill + falseAlarms === 0 ? '–' : toPercent(ill, ill + falseAlarms);
  expect(await readFigure(page, 'Positive predictive value')).toBe(expected);

  await page.getByRole('button', { name: 'Worst mistakes' }).click();
  const mistakes = page.getByRole('region', { name: 'Worst mistakes' });
  await expect(mistakes.getByRole('listitem')).toHaveCount(Math.min(24, falsePositives + falseNegatives));
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Use this operating point' }).click();
  await expect(page.getByRole('button', { name: 'In use by this run' })).toBeDisabled();
  await page.getByRole('button', { name: /^Back to the validated one/ }).click();
  await expect(page.getByRole('button', { name: /^Back to the validated one/ })).toBeHidden();
  await page.getByRole('tab', { name: 'Record' }).click();
  await expect(page.getByText('Operating point set to 0.550')).toBeVisible();
  await expect(page.getByText('Operating point back to the validated one')).toBeVisible();
});

test('runs judged on the same images are tested against each other, image by image', async ({
  app,
  openedPage: page,
}) => {
  await openScreen(page, '#/compare?runs=1,2');
  const tested = page.getByRole('region', { name: 'More than chance?' });
  await expect(tested.getByText('beta and alpha were not evaluated on the same images.')).toBeVisible();
  await tested.getByRole('link', { name: /^Evaluate beta/ }).click();
  await expect(page.getByRole('heading', { name: 'Validation (the model was chosen by it)' })).toBeVisible();

  await call(app.home, 'evaluate', '--run', 'beta', path.join(samplesFolder, 'test'));
  await openScreen(page, '#/compare?runs=1,2');
  const table = tested.getByRole('table');
  await expect(table.getByRole('rowheader', { name: 'beta 60 images in common' })).toBeVisible();
  await expect(table.getByRole('cell', { name: /Only beta is right on \d+ images/ })).toBeVisible();
  await tested.getByLabel('Compare with').selectOption('beta');
  await expect(table.getByRole('rowheader', { name: /^alpha/ })).toBeVisible();
  await expectAccessible(page);
});

test('a cell of the confusion matrix is walked in the viewer, and comes back as it was', async ({
  openedPage: page,
}) => {
  await openScreen(page, '#/runs/1/evaluations');
  const slider = page.getByRole('slider', { name: 'Operating point' });
  await slider.focus();
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: /NORMAL called PNEUMONIA: 30/ }).click();
  const cell = page.getByRole('region', { name: 'NORMAL called PNEUMONIA' });
  await expect(cell.getByRole('link')).toHaveCount(24);
  await cell.getByRole('link').nth(1).click();
  await expect(page.getByText('2 of 30')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.getByText('3 of 30')).toBeVisible();
  await page.reload();
  await expect(page.getByText('3 of 30')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the evaluation' }).click();
  await expect(cell.getByRole('link').nth(2)).toBeFocused();
  await expect(slider).toHaveValue('0');
});

test('a run deleted in another window says so, once, wherever it is open', async ({
  app,
  openedPage: page,
}) => {
  await openScreen(page, '#/runs/1/evaluations');
  await expect(page.getByRole('slider', { name: 'Operating point' })).toBeVisible();
  const comparing = await page.context().newPage();
  await comparing.goto(app.address);
  await openScreen(comparing, '#/compare?runs=1,2');
  await expect(comparing.getByRole('img', { name: /^Validation loss: alpha/ })).toBeVisible();

  const other = await page.context().newPage();
  await other.goto(app.address);
  await openScreen(other, '#/runs/1');
  await other.getByRole('button', { name: 'Delete run' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Delete run' }).click();
  await expect(other.getByRole('link', { name: 'alpha' })).toBeHidden();

  await expect(page.getByText('This run does not exist')).toHaveCount(1);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('slider')).toHaveCount(0);
  await expect(comparing.getByText(/1 of these runs does not exist any more/)).toHaveCount(1);
  await expect(comparing.getByRole('img', { name: /^Validation loss: beta/ })).toBeVisible();
});
