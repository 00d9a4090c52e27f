import { expect, openScreen, test } from './running-app.ts';

test('the palette goes anywhere and does anything, by keys alone', async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Go to or do' });

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await field.fill('samp');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(page).toHaveURL(/#\/datasets\/1$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await page.keyboard.press('Control+k');
  await field.fill('zzz');
  await expect(page.getByText('Nothing of that name')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();

  await page.keyboard.press('Control+k');
  await field.fill('theme light');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('back and forward, by keys and by buttons', async ({ openedPage: page }) => {
  const places = page.getByRole('group', { name: 'History' });
  await openScreen(page, '#/library');
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings and about' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await places.getByRole('button', { name: 'Forward' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings and about' })).toBeVisible();
  await places.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
});

test('the language changes at once, everywhere, and is kept', async ({ app, openedPage: page, context }) => {
  await openScreen(page, '#/settings');
  await page.getByText('Tiếng Việt').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Thiết lập và giới thiệu' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expect(page.getByRole('link', { name: 'Huấn luyện', exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/Thiết lập/);

  // Another window, which has nothing of its own to remember it by.
  const other = await context.browser()?.newPage();
  if (other === undefined) throw new Error('there is no browser');
  await other.goto(app.address);
  await expect(other.getByRole('heading', { name: 'Thư viện đang trống' })).toBeVisible();
  await other.close();
});

test('the sheet of shortcuts opens where nobody types, and gives the focus back', async ({
  openedPage: page,
}) => {
  await openScreen(page, '#/train');
  const link = page.getByRole('link', { name: 'Train', exact: true });
  await link.focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Ctrl K')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(link).toBeFocused();
});

test('an engine is chosen, and one that cannot run is refused with the reason', async ({
  openedPage: page,
}) => {
  await openScreen(page, '#/settings');
  const choice = page.getByLabel('Compute with');
  await choice.selectOption('WebAssembly');
  await expect(page.getByRole('contentinfo').getByText('WebAssembly')).toBeVisible();
  await choice.selectOption('WebGPU');
  await expect(choice).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('contentinfo').getByText('WebAssembly')).toBeVisible();
});

test('the log and the licences can be read', async ({ openedPage: page }) => {
  await page.getByRole('button', { name: 'Try it with sample images' }).click();
  await expect(page.getByText('240 images added')).toBeVisible();
  await openScreen(page, '#/settings');
  await page.getByRole('button', { name: 'Show the last lines' }).click();
  await expect(page.getByRole('cell', { name: /imported/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show licences' }).press('Enter');
  // The list takes the focus of the button that made way for it.
  await expect(page.getByRole('region', { name: 'Licences' }).last()).toBeFocused();
  const part = page.getByRole('listitem').filter({ hasText: 'better-sqlite3' });
  await part.locator('summary').click();
  await expect(part.getByText(/Permission is hereby granted/)).toBeVisible();
});
