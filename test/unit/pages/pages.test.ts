import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { createPages, type Page, type Pages } from '../../../main/pages.ts';

const noPicture = (): Promise<never> => Promise.reject(new AppError('image-not-found', 'There is none.'));

let folder = '';
let pages: Pages;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'negatoscope-pages-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<title>app</title>');
  writeFileSync(path.join(renderer, 'icon.svg'), '<svg/>');
  writeFileSync(path.join(renderer, '.hidden'), 'hidden');
  writeFileSync(path.join(renderer, 'assets', 'index-Ab12.js'), 'run()');
  writeFileSync(path.join(renderer, 'assets', 'ảnh phổi.png'), 'png');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  pages = createPages({
    rendererDirectory: renderer,
    picture: async (kind, id, size) => {
      if (kind === 'images' && id === 7) {
        return { type: 'image/png', bytes: size === 'full' ? Buffer.of(9, 8, 7) : Buffer.of(9) };
      }
      throw new AppError('image-unreadable', 'person1.jpeg cannot be read: it is not there (any more).');
    },
    thumbnail: (imageId) =>
      Promise.resolve(imageId === 7 ? { type: 'image/jpeg', bytes: Uint8Array.of(1, 2, 3) } : null),
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function toText(page: Page): string {
  return new TextDecoder().decode(page.body);
}

describe('the built renderer', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store', '<title>app</title>'],
    ['/index.html', 'text/html; charset=utf-8', 'no-store', '<title>app</title>'],
    ['/icon.svg', 'image/svg+xml', 'no-store', '<svg/>'],
    [
      '/assets/index-Ab12.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
      'run()',
    ],
    ['/assets/%E1%BA%A3nh%20ph%E1%BB%95i.png', 'image/png', 'public, max-age=31536000, immutable', 'png'],
  ])('%s', async (pathname, type, caching, text) => {
    const page = await pages(pathname);
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({ 'content-type': type, 'cache-control': caching });
    expect(toText(page)).toBe(text);
  });

  it('is told to be missing, with the way out, where it was not built', async () => {
    const unbuilt = createPages({
      rendererDirectory: path.join(folder, 'absent'),
      thumbnail: () => Promise.resolve(null),
      picture: noPicture,
    });
    const page = await unbuilt('/');
    expect(page.status).toBe(503);
    expect(toText(page)).toContain('npm run build');
    expect((await unbuilt('/icon.svg')).status).toBe(404);
  });
});

describe('addresses that lead nowhere', () => {
  it.each([
    '/absent.js',
    '/assets',
    '/assets/absent',
    '/icon.svg/more',
    '/thumbnails/8',
    `/${'a'.repeat(300)}.js`,
  ])('%s is a page that leads back', async (pathname) => {
    const page = await pages(pathname);
    expect(page.status).toBe(404);
    expect(toText(page)).toContain('<a href="/">');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '/C:/secret.txt',
    '//secret.txt',
    '/index.html%00.png',
    '/.hidden',
    '/%E0%A4%A',
    'index.html',
    '',
  ])('%s never leaves the folder', async (pathname) => {
    const page = await pages(pathname);
    expect([400, 404]).toContain(page.status);
    expect(toText(page)).not.toMatch(/^(secret|hidden)/);
  });

  it('passes on a fault of the disk that is not a missing file', async () => {
    const renderer = path.join(folder, 'looped');
    mkdirSync(renderer);
    symlinkSync('index.html', path.join(renderer, 'index.html'));
    const looped = createPages({
      rendererDirectory: renderer,
      thumbnail: () => Promise.resolve(null),
      picture: noPicture,
    });
    await expect(looped('/')).rejects.toMatchObject({ code: 'ELOOP' });
  });
});

describe('pictures', () => {
  it('come as they are, and into no cache on the disk', async () => {
    const page = await pages('/images/7');
    expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'no-store',
    ]);
    expect([...page.body]).toEqual([9, 8, 7]);
    expect([...(await pages('/images/7/small')).body]).toEqual([9]);
  });

  it.each(['/images/8', '/predictions/7'])('%s says why there is none', async (address) => {
    const page = await pages(address);
    expect(page.status).toBe(404);
    expect(JSON.parse(toText(page))).toEqual({
      code: 'image-unreadable',
      message: 'person1.jpeg cannot be read: it is not there (any more).',
      details: {},
    });
  });
});

describe('thumbnails', () => {
  it('are found by the id of their image and kept by no browser', async () => {
    const page = await pages('/thumbnails/7');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
    expect([...page.body]).toEqual([1, 2, 3]);
  });

  it.each([
    '/thumbnails/',
    '/thumbnails/0',
    '/thumbnails/-7',
    '/thumbnails/07',
    '/thumbnails/7x',
    '/thumbnails/7/7',
  ])('%s is none', async (pathname) => {
    expect((await pages(pathname)).status).not.toBe(200);
  });
});

describe('headers', () => {
  it.each(['/', '/thumbnails/7', '/absent', '/../x'])(
    '%s carries the content security policy',
    async (pathname) => {
      const { headers } = await pages(pathname);
      const policy = Object.fromEntries(
        (headers['content-security-policy'] ?? '').split('; ').map((directive) => {
          const [name = '', ...sources] = directive.split(' ');
          return [name, sources.join(' ')];
        }),
      );
      expect(policy).toMatchObject({
        'default-src': "'self'",
        'script-src': "'self'",
        'style-src': "'self'",
        'connect-src': "'self'",
        'object-src': "'none'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
        'form-action': "'none'",
      });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );

  it("name the app's own WebSocket where a front has one", async () => {
    const { headers } = await pages('/', { socketOrigin: 'ws://127.0.0.1:4000' });
    expect(headers['content-security-policy']).toContain("connect-src 'self' ws://127.0.0.1:4000;");
  });
});
