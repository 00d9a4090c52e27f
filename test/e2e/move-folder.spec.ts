import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openScreen, test } from './running-app.ts';
import { startUnnamedApp } from './start-app.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test('the data folder moves, and the library is there when the app is started again', async ({ page }) => {
  test.skip(
    process.platform !== 'linux',
    'the environment tells the folder for application data on Linux alone',
  );
  const folder = mkdtempSync(path.join(os.tmpdir(), 'negatoscope ảnh ngực-'));
  const target = path.join(folder, 'moved');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const before = await startUnnamedApp(folder);
  await page.goto(before.address);
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();

  await openScreen(page, '#/settings');
  await page.getByRole('button', { name: 'Move…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the data folder' });
  const field = dialog.getByLabel('New data folder');
  await test.step('a folder that cannot take it is refused beside the field', async () => {
    await field.fill(path.join(before.home, 'cache'));
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(dialog.getByText('lies in the data folder itself')).toBeVisible();
    await expectAccessible(page);
  });
  await field.fill(target);
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The data folder was moved' })).toBeVisible();
  await expect(page.getByText('start it again')).toBeVisible();
  await expectAccessible(page);
  await before.close();

  const after = await startUnnamedApp(folder);
  await page.goto(after.address);
  await expect(page.getByRole('link', { name: 'samples' }).first()).toBeVisible();
  await openScreen(page, '#/settings');
  await expect(page.getByText('The library still lies at its former place too')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete it there' }).click();
  const question = page.getByRole('dialog', { name: 'Delete the library at its former place?' });
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('The library still lies at its former place too')).toBeHidden();
  expect(existsSync(path.join(before.home, 'negatoscope.sqlite'))).toBe(false);
  expect(existsSync(path.join(target, 'negatoscope.sqlite'))).toBe(true);
  await after.close();
  rmSync(folder, { recursive: true, force: true });
});
