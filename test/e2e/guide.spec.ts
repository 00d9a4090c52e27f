import { expectAccessible } from './expect-accessible.ts';
import { expect, openScreen, test } from './running-app.ts';

test('F1 opens what the guide tells of a screen, and back returns to it', async ({ openedPage: page }) => {
  const title = page.getByRole('heading', { level: 1 });
  await openScreen(page, '#/studies');
  await expect(title).toHaveText('Studies');
  await page.keyboard.press('F1');
  await expect(title).toHaveText('Cross-validation and sweeps');
  await expect(title).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(title).toHaveText('Studies');

  // The same for the mouse, from where somebody types as well.
  await openScreen(page, '#/settings');
  await page.getByRole('link', { name: 'Help on this screen' }).click();
  await expect(title).toHaveText('Data');
  await page.getByRole('searchbox', { name: 'Search the guide' }).focus();
  await page.keyboard.press('F1');
  await expect(title).toHaveText('Data');
});

test('the palette, the settings and the empty library lead to the guide, and the sheet of shortcuts tells the key', async ({
  openedPage: page,
}) => {
  const title = page.getByRole('heading', { level: 1 });
  await page.getByRole('link', { name: 'Read the first steps' }).click();
  await expect(title).toHaveText('Start');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).fill('user guide');
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('User guide');

  await openScreen(page, '#/settings');
  await page.getByRole('link', { name: 'User guide' }).click();
  await expect(title).toHaveText('User guide');

  await page.keyboard.press('?');
  const help = page.getByRole('dialog').getByRole('definition').filter({ hasText: 'Help on this screen' });
  await expect(help.locator('xpath=preceding-sibling::dt')).toHaveText('F1');
});

test('the guide is searched, read from page to page, and leads to the app, with nothing asked of anyone else', async ({
  openedPage: page,
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).hostname));
  const title = page.getByRole('heading', { level: 1 });
  await openScreen(page, '#/help');
  await expect(title).toHaveText('User guide');
  await expectAccessible(page);

  const field = page.getByRole('searchbox', { name: 'Search the guide' });
  await field.fill('false alarms');
  await expect(page.getByRole('status')).toHaveText(/^\d+ places found$/);
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Read a result › Prevalence/ }).click();
  await expect(title).toHaveText('Read a result');
  const heading = page.getByRole('heading', { name: 'Prevalence' });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await field.fill('');

  const contents = page.getByRole('navigation', { name: 'Contents of the guide' });
  await contents.getByRole('link', { name: 'Start' }).click();
  await expect(title).toHaveText('Start');
  await expect(title).toBeFocused();
  await page.getByRole('article').getByRole('link', { name: 'Drop an image on it' }).click();
  await expect(title).toHaveText('Ask a model about images');
  await expect(contents.getByRole('link', { name: 'Ask a model about images' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  const picture = page.getByRole('img', { name: 'Results of four images' });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(async () => await picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1280);
  await expectAccessible(page);

  await page.goBack();
  await expect(title).toHaveText('Start');
  await page.goBack();
  await expect(title).toHaveText('Read a result');
  await expect(heading).toBeInViewport();
  await page.goForward();
  await expect(title).toHaveText('Start');
  await page.getByRole('article').getByRole('link', { name: 'Train' }).click();
  await expect(page).toHaveURL(/#\/train$/);
  expect([...asked]).toEqual(['127.0.0.1']);
});

test('the guide is in the language spoken, and leads from a page in the other to its own', async ({
  openedPage: page,
}) => {
  await openScreen(page, '#/settings');
  await page.getByText('Tiếng Việt', { exact: true }).click();
  await page.getByRole('link', { name: 'Hướng dẫn sử dụng' }).click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Hướng dẫn sử dụng');
  await expectAccessible(page);
  await page.getByRole('searchbox').fill('nguong quyet dinh');
  await page.getByRole('link', { name: /^Đọc kết quả › Ngưỡng quyết định/ }).click();
  await expect(page.getByRole('heading', { name: 'Ngưỡng quyết định' })).toBeFocused();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('navigation', { name: 'Mục lục' }).getByRole('link', { name: 'Thử độ bền' }).click();
  await expect(title).toHaveText('Thử độ bền');
  await expect(page.getByText(/bằng tiếng Anh/)).toBeHidden();
  await openScreen(page, '#/studies');
  await page.keyboard.press('F1');
  await expect(title).toHaveText('Kiểm định chéo và dò thiết lập');
  await expectAccessible(page);
  await openScreen(page, '#/help/it/data');
  await page.getByRole('link', { name: 'Đọc bản tiếng Việt' }).click();
  await expect(title).toHaveText('Dữ liệu');
  await expectAccessible(page);
});
