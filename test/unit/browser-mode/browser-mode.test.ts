import { on, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type Application, openApplication } from '../../../main/application.ts';
import { type BrowserMode, startBrowserMode } from '../../../main/browser-mode.ts';
import { createPages } from '../../../main/pages.ts';
import { answerEnvelopeSchema } from '../../../shared/ipc/contract.ts';

let home: string;
let application: Application;
let browserMode: BrowserMode;
let cookie: string;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'negatoscope-browser-'));
  application = await openApplication({ home, engine: 'wasm', front: 'browser' });
  const pages = createPages({
    rendererDirectory: path.join(home, 'no-renderer'),
    thumbnail: async () => null,
    picture: (kind, id, size) => application.picture(kind, id, size),
  });
  browserMode = await startBrowserMode({ application, pages, port: 0 });
  const opened = await ask('GET', new URL(browserMode.address).search);
  cookie = (opened.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
});
afterAll(async () => {
  await browserMode.close();
  await application.close();
  rmSync(home, { recursive: true, force: true });
});

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined> & { 'set-cookie'?: string[] };
  body: string;
}

/** A raw request: unlike fetch, it can carry any Host header. */
async function ask(method: string, target: string, headers: Record<string, string> = {}): Promise<Reply> {
  const sent = request({
    host: '127.0.0.1',
    port: browserMode.port,
    method,
    path: target.startsWith('/') ? target : `/${target}`,
    headers: { host: `127.0.0.1:${browserMode.port}`, ...headers },
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers as Reply['headers'],
    body: Buffer.concat(chunks).toString(),
  };
}

function openSocket(
  options: { origin?: string; cookie?: string; host?: string; path?: string } = {},
): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${browserMode.port}${options.path ?? '/api'}`, {
    headers: {
      origin: options.origin ?? `http://127.0.0.1:${browserMode.port}`,
      cookie: options.cookie ?? cookie,
      host: options.host ?? `127.0.0.1:${browserMode.port}`,
    },
  });
}

const eventMessageSchema = z.object({ event: z.literal('import:ended'), payload: z.unknown() });
const answerMessageSchema = z.object({ id: z.number(), answer: answerEnvelopeSchema });

/** The first message that fits; several may come in one piece, so each is looked at as it comes. */
function waitForMessage<Found>(socket: WebSocket, find: (message: unknown) => Found | null): Promise<Found> {
  return new Promise((resolve) => {
    const look = (data: Buffer): void => {
      const found = find(JSON.parse(data.toString()));
      if (found === null) return;
      socket.off('message', look);
      resolve(found);
    };
    socket.on('message', look);
  });
}

async function callOverSocket(socket: WebSocket, message: unknown) {
  // Listening before asking, and to every message: an event and the answer may come at once.
  const received = on(socket, 'message') as AsyncIterable<[Buffer]>;
  socket.send(JSON.stringify(message));
  for await (const [data] of received) {
    const parsed = answerMessageSchema.safeParse(JSON.parse(data.toString()));
    if (parsed.success) return parsed.data;
  }
  throw new Error('the connection ended before the answer came');
}

async function findRefusal(socket: WebSocket): Promise<number> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.on('error', () => undefined);
  socket.terminate();
  return response.statusCode;
}

describe('who may see the pages', () => {
  test('the printed address gives the key as a cookie and leads on without it', async () => {
    const reply = await ask('GET', new URL(browserMode.address).search);
    expect(reply.status).toBe(303);
    expect(reply.headers['location']).toBe('/');
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      /^negatoscope-\d+=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    // No renderer was built for this test, which the page says.
    expect((await ask('GET', '/', { cookie })).status).toBe(503);
  });

  test('without the key, or with a wrong one, there is only a word on where to find it', async () => {
    const without = await ask('GET', '/');
    expect(without.status).toBe(403);
    expect(without.body).toContain('Open the address that Negatoscope printed');
    expect((await ask('GET', '/?token=wrong')).status).toBe(403);
    expect((await ask('GET', '/thumbnails/1')).status).toBe(403);
    expect((await ask('GET', '/', { cookie: `${cookie}x` })).status).toBe(403);
    expect((await ask('GET', '/', { cookie: cookie.replace(/=.*/, '=') })).status).toBe(403);
  });

  test('a browser is started with a key that works once', async () => {
    const { search } = new URL(browserMode.makeOneTimeAddress());
    expect((await ask('GET', search)).status).toBe(303);
    expect((await ask('GET', search)).status).toBe(403);
  });

  test.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'called by the name %s it refuses, key or not',
    async (host) => {
      expect((await ask('GET', '/', { cookie, host })).status).toBe(403);
    },
  );

  test('localhost is a name of its own', async () => {
    const host = `localhost:${browserMode.port}`;
    expect((await ask('GET', '/', { cookie, host })).status).toBe(503);
  });

  test('only pages can be asked for', async () => {
    expect((await ask('POST', '/', { cookie })).status).toBe(405);
  });

  test('every answer carries the content security policy', async () => {
    for (const headers of [{}, { cookie }]) {
      const reply = await ask('GET', '/', headers);
      expect(reply.headers['content-security-policy']).toContain("default-src 'self'");
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('nothing listens beyond loopback', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    if (outside === undefined) return;
    const socket = connect(browserMode.port, outside.address);
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the API over a WebSocket', () => {
  test('answers methods, and errors without a stack', async () => {
    const socket = openSocket();
    await once(socket, 'open');
    const described = await callOverSocket(socket, { id: 7, method: 'app:describe', input: {} });
    expect(described).toMatchObject({ id: 7, answer: { ok: true, value: { front: 'browser', home } } });
    const unknown = await callOverSocket(socket, { id: 8, method: 'app:explode', input: {} });
    expect(unknown.answer).toMatchObject({ ok: false, error: { code: 'method-unknown' } });
    const invalid = await callOverSocket(socket, {
      id: 9,
      method: 'images:list',
      input: { dataset: 1, limit: 0 },
    });
    expect(invalid.answer).toMatchObject({
      ok: false,
      error: { code: 'input-invalid', details: { field: 'limit' } },
    });
    socket.close();
  });

  test('pushes events to every page', async () => {
    const sockets = [openSocket(), openSocket()];
    await Promise.all(sockets.map((socket) => once(socket, 'open')));
    const ended = sockets.map((socket) =>
      waitForMessage(socket, (message) => eventMessageSchema.safeParse(message).data?.payload ?? null),
    );
    const { importId } = await application.call('imports:start', {
      path: path.join(home, 'none'),
      name: 'x',
    });
    for (const payload of await Promise.all(ended)) {
      expect(payload).toMatchObject({ importId, dataset: 'x', error: { code: 'path-not-found' } });
    }
    for (const socket of sockets) socket.close();
  });

  test.each([
    ['another website', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['no key', { cookie: 'negatoscope=guess' }],
    ['another name', { host: 'evil.example' }],
    ['another path', { path: '/other' }],
  ])('is refused to %s', async (_who, options) => {
    expect(await findRefusal(openSocket(options))).toBe(403);
  });

  test('what is no request ends the connection', async () => {
    for (const text of ['no json', '{"id": "x"}', '[]']) {
      const socket = openSocket();
      await once(socket, 'open');
      socket.send(text);
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(1008);
    }
  });

  test('a message above 100 MB is not taken', async () => {
    const socket = openSocket();
    await once(socket, 'open');
    socket.on('error', () => undefined);
    socket.send(Buffer.alloc(101 * 1024 * 1024, 0x20), { binary: false }, () => undefined);
    const [code] = (await once(socket, 'close')) as [number];
    expect([1009, 1006]).toContain(code);
  });
});

test('a port that is taken is told with the way out', async () => {
  const pages = createPages({
    rendererDirectory: home,
    thumbnail: async () => null,
    picture: application.picture,
  });
  await expect(startBrowserMode({ application, pages, port: browserMode.port })).rejects.toMatchObject({
    code: 'usage-wrong',
    message: expect.stringContaining('--port') as string,
  });
});
