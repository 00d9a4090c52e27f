import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../shared/ipc/app-error.ts';
import { pictureKinds, type PictureKind, type PictureSize } from '../shared/ipc/contract.ts';
import type { ReadPicture } from './pictures.ts';
import { makeSecurityHeaders } from './security-headers.ts';

/** An answer to a request for a page, a file or a thumbnail. */
export interface Page {
  readonly status: 200 | 400 | 404 | 503;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface PagesOptions {
  /** The folder of the built renderer. */
  readonly rendererDirectory: string;
  /** An image's thumbnail by the image's id; null where there is none. */
  readonly thumbnail: (
    imageId: number,
  ) => Promise<{ readonly type: string; readonly bytes: Uint8Array } | null>;
  /** The source of an image or a prediction; throws an AppError where there is none. */
  readonly picture: ReadPicture;
}

export interface PageContext {
  /** The app's own WebSocket, such as `ws://127.0.0.1:8080`; see the content security policy. */
  readonly socketOrigin?: string;
}

/** Answers for a path of the app's own origin, such as `/` or `/thumbnails/7`. */
export type Pages = (pathname: string, context?: PageContext) => Promise<Page>;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Serves the built renderer, thumbnails and pictures, to browser mode and to the window alike. Every answer carries
 * the content security policy. Never throws for what is asked: a bad path is 400, an unknown one 404, and a
 * renderer that was not built yet 503 with the way out.
 */
export function createPages({ rendererDirectory, thumbnail, picture }: PagesOptions): Pages {
  return async (pathname, { socketOrigin } = {}) => {
    const security = makeSecurityHeaders(socketOrigin);
    const file = parsePathname(pathname);
    if (file === null) return toMessage(400, 'This address is not well formed.', security);
    const imageId = parseThumbnailPath(file);
    if (imageId !== null) return toThumbnail(await thumbnail(imageId), security);
    const wanted = parsePicturePath(file);
    if (wanted !== null) return await toPicture(picture(wanted.kind, wanted.id, wanted.size), security);
    return await readRendererFile(rendererDirectory, file, security);
  };
}

/**
 * The file that an address's path names, relative to the renderer's folder, with `/` between its parts; null
 * for one that is not well formed or would lead out of the folder.
 */
export function parsePathname(pathname: string): string | null {
  const decoded = decode(pathname);
  if (decoded?.startsWith('/') !== true) return null;
  const relative = decoded === '/' ? 'index.html' : decoded.slice(1);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\\:\u0000-\u001f]/.test(relative)) return null;
  const isWithin = relative.split('/').every((part) => part !== '' && !part.startsWith('.'));
  return isWithin ? relative : null;
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function parseThumbnailPath(file: string): number | null {
  const id = /^thumbnails\/([1-9]\d{0,14})$/.exec(file)?.[1];
  return id === undefined ? null : Number(id);
}

function parsePicturePath(file: string): { kind: PictureKind; id: number; size: PictureSize } | null {
  const [, folder, id, small] = /^([a-z]+)\/([1-9]\d{0,14})(\/small)?$/.exec(file) ?? [];
  const kind = pictureKinds.find((each) => each === folder);
  return kind === undefined ? null : { kind, id: Number(id), size: small === undefined ? 'full' : 'small' };
}

async function readRendererFile(
  folder: string,
  file: string,
  security: Record<string, string>,
): Promise<Page> {
  const body = await readOrNull(path.join(folder, ...file.split('/')));
  if (body !== null) {
    return { status: 200, headers: { ...security, ...describeFile(file) }, body };
  }
  if (file === 'index.html') {
    return toMessage(503, 'The window was not built yet. `npm run build` builds it.', security);
  }
  return toMessage(404, 'There is nothing at this address.', security);
}

async function readOrNull(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && isAbsenceCode(error.code);
    if (isAbsent) return null;
    throw error;
  }
}

function isAbsenceCode(code: unknown): boolean {
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}

/** Files in `assets/` carry a hash of their content in their names, so they never change. */
function describeFile(file: string): Record<string, string> {
  return {
    'content-type': contentTypes[path.posix.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'cache-control': file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  };
}

/** A thumbnail shows a patient: no browser may keep it on its disk. */
function toThumbnail(
  image: { readonly type: string; readonly bytes: Uint8Array } | null,
  security: Record<string, string>,
): Page {
  if (image === null) return toMessage(404, 'There is no such image.', security);
  return {
    status: 200,
    headers: { ...security, 'content-type': image.type, 'cache-control': 'no-store' },
    body: new Uint8Array(image.bytes),
  };
}

/** A picture shows a patient too. What went wrong is for the viewer to say, so it travels as it is. */
async function toPicture(picture: ReturnType<ReadPicture>, security: Record<string, string>): Promise<Page> {
  try {
    const { type, bytes } = await picture;
    const headers = { ...security, 'content-type': type, 'cache-control': 'no-store' };
    return { status: 200, headers, body: new Uint8Array(bytes) };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return {
      status: 404,
      headers: { ...security, 'content-type': contentTypes['.json'] ?? '', 'cache-control': 'no-store' },
      body: new TextEncoder().encode(JSON.stringify(thrown.toPayload())),
    };
  }
}

/** A page that says one thing. */
function toMessage(status: Page['status'], message: string, security: Record<string, string>): Page {
  const page = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="color-scheme" content="dark light" />
  <title>Negatoscope</title>
  <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 20vh auto; padding: 0 1rem">
    <h1>Negatoscope</h1>
    <p>${message}</p>
    ${status === 404 || status === 400 ? '<p><a href="/">Back to the start</a></p>' : ''}
  </body>
</html>
`;
  return {
    status,
    headers: { ...security, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: new TextEncoder().encode(page),
  };
}
