import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { downloadArchive } from '../../../scripts/provision/download-archive.ts';

const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('downloadArchive', () => {
  let server: Server;
  let address = '';
  let folder = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/good.tar.gz') response.end('abc');
      else if (request.url === '/tampered.tar.gz') response.end('abcd');
      else if (request.url === '/cut.tar.gz') {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('abc', () => response.destroy());
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'download-archive-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const download = (name: string) => downloadArchive('Downloading', `${address}/${name}`, ABC_SHA256, folder);

  it('keeps the pinned archive under its own name', async () => {
    const file = await download('good.tar.gz');
    expect(path.basename(file)).toBe('good.tar.gz');
    expect(readFileSync(file, 'utf8')).toBe('abc');
  });

  it('refuses a tampered archive and leaves nothing of it', async () => {
    await expect(download('tampered.tar.gz')).rejects.toMatchObject({ code: 'hash-mismatch' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells what the server answered when it has no such archive', async () => {
    await expect(download('absent.tar.gz')).rejects.toMatchObject({ message: 'the server answered 404' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('fails and leaves nothing when the transfer breaks off', async () => {
    await expect(download('cut.tar.gz')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
