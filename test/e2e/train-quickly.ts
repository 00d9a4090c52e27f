import type { Page } from 'playwright/test';
import { expect, openScreen } from './running-app.ts';

/** Imports the samples and trains one small run, "quick", on a few of them. */
export async function trainQuickly(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/train');
  await page.getByLabel('Run name').fill('quick');
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByLabel('Image limit').fill('40');
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 120_000 });
}
