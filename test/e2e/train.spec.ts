import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openScreen, test } from './running-app.ts';

/** Setting up a run: the form, the preview, the network; and a run held and let go. */

test.beforeEach(async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/train');
  await expect(page.getByRole('button', { name: 'Start training' })).toBeEnabled();
});

async function unfold(page: Page, title: string): Promise<void> {
  await page.locator('summary').filter({ hasText: title }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}

test('a preset fills the form in, and a change of it is marked and taken back', async ({
  openedPage: page,
}) => {
  await unfold(page, 'Scaling and sampling');
  const sampler = page.getByLabel('Sampler', { exact: true });
  await expect(sampler).toHaveValue('weighted');
  await page.getByLabel('Preset', { exact: true }).selectOption('cnn5');
  await expect(sampler).toHaveValue('shuffle');
  await expect(page.getByLabel('Epochs', { exact: true })).toHaveValue('10');

  await unfold(page, 'Optimizer');
  await expect(page.getByLabel('Momentum', { exact: true })).toBeHidden();
  await page.getByLabel('Optimizer', { exact: true }).selectOption('sgd');
  await expect(page.getByLabel('Momentum', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Reset Optimizer to Adam' }).click();
  await expect(page.getByLabel('Momentum', { exact: true })).toBeHidden();
});

test('augmentation is shown on six images, and drawn again', async ({ openedPage: page }) => {
  await unfold(page, 'Augmentation');
  const changed = page.getByRole('img', { name: / changed$/ });
  await expect(changed).toHaveCount(6, { timeout: 60_000 });
  const first = (await changed.first().getAttribute('src')) ?? '';
  const original = page.getByRole('img', { name: / as it is, / }).first();
  const kept = (await original.getAttribute('src')) ?? '';
  await page.getByRole('button', { name: 'Another draw' }).click();
  await expect(changed.first()).not.toHaveAttribute('src', first);
  await expect(original).toHaveAttribute('src', kept);
  await expectAccessible(page);
});

test('a layer that does not fit says so in its place', async ({ openedPage: page }) => {
  await unfold(page, 'Network');
  await page.getByRole('button', { name: 'Edit layers' }).click();
  await expect(page.getByText('951,489 parameters, 950,401 of them trainable.')).toBeVisible();
  const dropout = page.getByRole('group', { name: 'Layer 5, Dropout' });
  await dropout.getByLabel('Rate').fill('3');
  await expect(dropout.getByRole('alert')).toHaveText(/^Rate: Enter a number, 0 to 0.95/);
  await expect(dropout.getByLabel('Rate')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled();
  await expectAccessible(page);
  await dropout.getByLabel('Rate').fill('0.3');
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.getByRole('group', { name: 'Layer 20, Dense' }).getByLabel('Units').press('Alt+ArrowUp');
  const moved = page.getByRole('group', { name: /^Layer \d+, Dense$/ });
  await expect(moved.getByRole('alert')).toContainText('Flatten');
  await expect(moved.getByLabel('Units')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText('951,489 parameters, 950,401 of them trainable.')).toBeVisible();
});

test('layers are added and removed by the keyboard, and taken back', async ({ openedPage: page }) => {
  await unfold(page, 'Network');
  await page.getByRole('button', { name: 'Edit layers' }).press('Enter');
  await page.getByLabel('Layer to add').selectOption('SpatialDropout2D');
  await page.getByLabel('Where').selectOption({ label: 'before Layer 3, MaxPooling2D' });
  await page.getByRole('button', { name: 'Add layer' }).press('Enter');
  const added = page.getByRole('group', { name: 'Layer 3, SpatialDropout2D' });
  await expect(added.getByLabel('Rate')).toBeFocused();
  await page.getByRole('button', { name: 'Remove: Layer 3, SpatialDropout2D' }).press('Enter');
  await expect(added).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove: Layer 3, MaxPooling2D' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(added).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(added).toHaveCount(0);
});

test('a run is paused, goes on, and is stopped while it is paused; the one behind it leaves the queue', async ({
  openedPage: page,
}) => {
  await page.getByLabel('Preset', { exact: true }).selectOption('cnn5');
  await page.getByLabel('Epochs', { exact: true }).fill('5000');
  await page.getByLabel('Image size', { exact: true }).fill('32');
  await page.getByLabel('Image limit').fill('40');
  await unfold(page, 'Best epoch and ending');
  await page.getByLabel('Patience', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();

  const statusBar = page.getByRole('contentinfo', { name: 'Status' });
  await expect(statusBar.getByText('Paused')).toBeVisible();
  await openScreen(page, '#/runs');
  await expect(page.getByRole('table', { name: 'Runs' }).getByText('Paused')).toBeVisible();

  await openScreen(page, '#/train');
  await page.getByLabel('Run name').fill('second');
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(page.getByRole('heading', { name: 'second' })).toBeVisible();
  await openScreen(page, '#/train');
  const queue = page.getByRole('region', { name: 'Queue' });
  await expect(queue.getByText('Number 1 in line, samples')).toBeVisible();
  await expect(queue.getByText('Paused')).toBeVisible();
  await expectAccessible(page);
  await queue.getByRole('button', { name: 'Take second out of the queue' }).press('Enter');
  await expect(queue.getByText('second')).toHaveCount(0);
  await expect(queue.getByRole('link')).toBeFocused();

  await queue.getByRole('link').click();
  await page.getByRole('button', { name: 'Stop training' }).click();
  await expect(page.getByText('Stopped').first()).toBeVisible();
});
