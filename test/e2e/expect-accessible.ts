import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect } from './running-app.ts';

/** Whether axe finds nothing on the page as it is, in the light theme and in the dark, which stays. */
export async function expectAccessible(page: Page): Promise<void> {
  const themes = page.locator('nav fieldset input');
  for (const theme of ['light', 'dark']) {
    await themes.nth(theme === 'dark' ? 0 : 1).check({ force: true });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
      .analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
    ).toEqual([]);
  }
}
