import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openScreen, test } from './running-app.ts';

/** Every screen, and every part of one that has an address; dataset 1 is the samples, run 1 a tiny run on them. */
const places = [
  '#/library',
  '#/datasets/1',
  '#/datasets/1/statistics',
  '#/datasets/1/checks',
  '#/datasets/1/images/1',
  '#/train',
  '#/runs',
  '#/runs/1',
  '#/runs/1/epochs',
  '#/runs/1/evaluations',
  '#/runs/1/stress',
  '#/runs/1/setup',
  '#/runs/1/layers',
  '#/runs/1/record',
  '#/compare?runs=1',
  '#/studies',
  '#/studies/new/cross-validation',
  '#/studies/new/sweep',
  '#/diagnose',
  '#/patients',
  '#/settings',
  '#/help',
  '#/help/clinician/read-a-result',
  // What is not there has a screen as well.
  '#/datasets/999',
  '#/runs/999',
  '#/studies/999',
  '#/help/no/such-page',
];

/** What axe finds on a screen, as lines to read: the rule and where it is broken. */
async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function choose(
  page: Page,
  language: 'English' | 'Tiếng Việt',
  theme: 'dark' | 'light',
): Promise<void> {
  await openScreen(page, '#/settings');
  await page.getByText(language, { exact: true }).click();
  const themes = page.locator('nav fieldset input');
  await themes.nth(theme === 'dark' ? 0 : 1).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

test('no screen breaks a rule of accessibility, in either language and theme', async ({
  openedPage: page,
}) => {
  test.setTimeout(600_000);
  // What fades in is looked at when it is there.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await test.step('an empty library', async () => {
    await expect(page.getByText('Your library is empty')).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
  });
  await test.step('a tiny run', async () => {
    await page.getByRole('button', { name: 'Try it with sample images' }).click();
    await expect(page.getByText('240 images added')).toBeVisible();
    await openScreen(page, '#/train');
    await page.getByLabel('Epochs', { exact: true }).fill('2');
    await page.getByLabel(/^Image limit/).fill('40');
    await page.getByLabel(/^Image size/).fill('32');
    await page.getByRole('button', { name: 'Start training' }).click();
    await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 120_000 });
  });
  for (const language of ['English', 'Tiếng Việt'] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await choose(page, language, theme);
      for (const place of places) {
        await test.step(`${place} in ${language}, ${theme}`, async () => {
          await openScreen(page, place);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
          expect.soft(await findViolations(page), `${place} in ${language}, ${theme}`).toEqual([]);
        });
      }
    }
  }
  await test.step('what lies over a screen', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.locator('input[role=combobox]')).toBeFocused();
    expect.soft(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await findViolations(page)).toEqual([]);
  });
});
