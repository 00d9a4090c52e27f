import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { makeMenu, type MenuOptions } from '../../../main/menu.ts';
import { chooseShellTexts } from '../../../main/shell-texts.ts';

const options: MenuOptions = {
  platform: 'linux',
  isPackaged: true,
  texts: chooseShellTexts('en', 'en'),
  onAsk: vi.fn(),
  onBack: vi.fn(),
  onForward: vi.fn(),
  onOpenDataFolder: vi.fn(),
  onOpenLogs: vi.fn(),
};

function listItems(changes: Partial<MenuOptions> = {}): MenuItemConstructorOptions[] {
  return makeMenu({ ...options, ...changes }).flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu : []),
  ]);
}

const rolesOf = (changes: Partial<MenuOptions>): unknown[] => listItems(changes).map(({ role }) => role);

/** Presses every item that does something of the app's own. */
function pressAll(): void {
  for (const { click } of listItems()) {
    // Electron gives the item, the window and the event, none of which is looked at.
    if (click !== undefined) (click as () => void)();
  }
}

describe('makeMenu', () => {
  it('begins with the app menu on macOS alone', () => {
    expect(rolesOf({ platform: 'darwin' })[0]).toBe('appMenu');
    expect(rolesOf({ platform: 'linux' })).not.toContain('appMenu');
  });

  it('keeps developer tools out of the packaged app', () => {
    expect(rolesOf({ isPackaged: true })).not.toContain('toggleDevTools');
    expect(rolesOf({ isPackaged: false })).toContain('toggleDevTools');
  });

  it('leads to places that the page knows, and to what the app keeps', () => {
    const onAsk = vi.mocked(options.onAsk);
    pressAll();
    const hashes = onAsk.mock.calls.flatMap(([asked]) => (asked.to === 'open' ? [asked.hash] : []));
    expect(hashes).toContain('#/diagnose');
    expect(hashes).toContain('#/help');
    expect(new Set(hashes).size).toBeGreaterThan(4);
    expect(hashes.every((hash) => /^#\/[a-z]+(\/[a-z]+)?$/.test(hash))).toBe(true);
    expect(onAsk).toHaveBeenCalledWith({ to: 'show', overlay: 'palette' });
    expect(options.onOpenDataFolder).toHaveBeenCalledOnce();
    expect(options.onOpenLogs).toHaveBeenCalledOnce();
    expect(options.onBack).toHaveBeenCalledOnce();
    expect(options.onForward).toHaveBeenCalledOnce();
  });

  it('is in the language of its words', () => {
    const labels = listItems({ texts: chooseShellTexts('vi', 'en') }).map(({ label }) => label);
    expect(labels).toContain('Nhập ảnh…');
    expect(labels).not.toContain('Import Images…');
  });

  it('gives no key to two items', () => {
    const keys = listItems().flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
