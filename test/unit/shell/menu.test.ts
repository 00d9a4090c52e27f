import { describe, expect, it, vi } from 'vitest';
import { makeMenu } from '../../../main/menu.ts';

const options = { isPackaged: true, onOpenDataFolder: vi.fn(), onOpenLogs: vi.fn() };

function rolesOf(platform: NodeJS.Platform, isPackaged: boolean): unknown[] {
  return makeMenu({ ...options, platform, isPackaged }).flatMap(({ role, submenu }) => [
    role,
    ...(Array.isArray(submenu) ? submenu.map((item) => item.role) : []),
  ]);
}

describe('makeMenu', () => {
  it('begins with the app menu on macOS alone', () => {
    expect(rolesOf('darwin', true)[0]).toBe('appMenu');
    expect(rolesOf('linux', true)).not.toContain('appMenu');
    expect(rolesOf('linux', true)).toContain('about');
  });

  it('keeps developer tools out of the packaged app', () => {
    expect(rolesOf('win32', true)).not.toContain('toggleDevTools');
    expect(rolesOf('win32', false)).toContain('toggleDevTools');
  });

  it('leads to the data folder and to the logs', () => {
    const help = makeMenu({ ...options, platform: 'linux' }).find(({ role }) => role === 'help');
    const items = Array.isArray(help?.submenu) ? help.submenu : [];
    const labels = items.filter(({ label }) => label !== undefined).map(({ label }) => label);
    expect(labels).toEqual(['Open Data Folder', 'Open Logs']);
  });
});
