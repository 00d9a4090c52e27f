import { describe, expect, it } from 'vitest';
import {
  isAllowedPermission,
  isAppAddress,
  isLocalAddress,
  isTrustedSender,
} from '../../../main/window-policy.ts';

describe('isAppAddress', () => {
  it.each(['negatoscope://app/', 'negatoscope://app/index.html', 'negatoscope://app/#/runs/5'])(
    '%s is',
    (address) => {
      expect(isAppAddress(address)).toBe(true);
    },
  );

  it.each([
    'https://app/',
    'negatoscope://other/',
    'negatoscope://app.example.org/',
    'negatoscope://app:80/',
    'negatoscope:app',
    'file:///index.html',
    'about:blank',
    'data:text/html,<h1>hello</h1>',
    "javascript:alert('hello')",
    'not an address',
    '',
  ])('%s is not', (address) => {
    expect(isAppAddress(address)).toBe(false);
  });
});

describe('isTrustedSender', () => {
  const frame = { url: 'negatoscope://app/index.html', isTop: true };

  it("trusts the top frame of the app's own window", () => {
    expect(isTrustedSender({ webContentsId: 1, frame }, 1)).toBe(true);
  });

  it.each([
    ['another window', { webContentsId: 2, frame }, 1],
    ['a time without a window', { webContentsId: 1, frame }, null],
    ['a frame that is gone', { webContentsId: 1, frame: null }, 1],
    ['a frame within the page', { webContentsId: 1, frame: { ...frame, isTop: false } }, 1],
    ['a page of elsewhere', { webContentsId: 1, frame: { ...frame, url: 'https://example.org/' } }, 1],
  ])('does not trust %s', (_, sender, windowContentsId) => {
    expect(isTrustedSender(sender, windowContentsId)).toBe(false);
  });
});

describe('what a page may have', () => {
  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid'])(
    'not %s',
    (permission) => {
      expect(isAllowedPermission(permission)).toBe(false);
    },
  );

  it.each(['https://example.org/', 'ws://127.0.0.1:9/', 'file:///etc/hosts', 'not an address'])(
    'nothing from %s',
    (address) => {
      expect(isLocalAddress(address)).toBe(false);
    },
  );

  it.each(['negatoscope://app/thumbnails/7', 'data:image/png;base64,AAAA', 'blob:negatoscope://app/0a1b'])(
    'what lies at %s',
    (address) => {
      expect(isLocalAddress(address)).toBe(true);
    },
  );
});
