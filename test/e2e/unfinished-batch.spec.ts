import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, openScreen, samplesFolder, startApp, test } from './running-app.ts';
import { trainQuickly } from './train-quickly.ts';

test('a folder that the app was killed in goes on after a restart, once its folder is there', async ({
  app,
  page,
}) => {
  test.setTimeout(300_000);
  const folder = path.join(app.home, 'films');
  cpSync(samplesFolder, folder, { recursive: true });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(app.address);
  await trainQuickly(page);
  await openScreen(page, '#/diagnose');
  await page.getByLabel('Or a folder of this computer').fill(folder);
  await page.getByRole('button', { name: 'Predict the folder' }).click();
  await expect(page.getByText(/^32 of \d+$/)).toBeVisible();
  app.process.kill('SIGKILL');
  await app.close();

  const again = await startApp(app.home);
  try {
    await page.goto(again.address);
    await openScreen(page, '#/diagnose');
    await expect(page.getByText(`${folder} was not predicted to its end`)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    await test.step('while the folder is away, nothing is lost', async () => {
      cpSync(folder, `${folder}-away`, { recursive: true });
      rmSync(folder, { recursive: true });
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect(page.getByText(`There is no folder ${folder}`)).toBeVisible();
      cpSync(`${folder}-away`, folder, { recursive: true });
    });
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText(`${folder} was not predicted to its end`)).toBeHidden();
    await expect(page.getByLabel('Or a folder of this computer')).toBeVisible({ timeout: 120_000 });
    await expect(page.getByRole('button', { name: 'Export to CSV' })).toBeVisible();
  } finally {
    await again.close();
  }
});
