import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, samplesFolder, startApp, test } from './running-app.ts';
import { expectAccessible } from './expect-accessible.ts';

/** Copies the samples so often that an import of them can be met in its middle. */
function copySamples(folder: string): void {
  for (const className of ['NORMAL', 'PNEUMONIA']) {
    for (const copy of ['1', '2', '3', '4', '5', '6']) {
      cpSync(path.join(samplesFolder, 'train', className), path.join(folder, className, copy), {
        recursive: true,
      });
    }
  }
}

test('an import that the app was killed in is told of after a restart, left nothing, and is one press away', async ({
  app,
  page,
}) => {
  const folder = path.join(app.home, 'films');
  copySamples(folder);
  await page.goto(app.address);
  await page.getByRole('main').getByRole('button', { name: 'Import images' }).click();
  await page.getByLabel('Folder or CSV file').fill(folder);
  await page.getByLabel('Dataset name').fill('ward');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText(/Reading and checking images · \d/)).toBeVisible();
  app.process.kill('SIGKILL');
  await app.close();

  const again = await startApp(app.home);
  try {
    await page.goto(again.address);
    const told = page.getByText(`The import of ${folder} did not finish`);
    await expect(told).toBeVisible();
    await expect(page.getByText('Your library is empty')).toBeVisible();
    expect(readdirSync(path.join(app.home, 'scratch')).filter((name) => name.startsWith('import-'))).toEqual(
      [],
    );
    expect(existsSync(path.join(app.home, 'cache'))).toBe(false);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Import again' }).click();
    await expect(told).toBeHidden();
    await expect(page.getByText('ward is imported')).toBeVisible();
    expect(readdirSync(path.join(app.home, 'cache'))).toEqual(['1']);
    await page.reload();
    await expect(page.getByRole('link', { name: 'ward', exact: true })).toBeVisible();
    await expect(told).toBeHidden();
  } finally {
    await again.close();
  }
});
