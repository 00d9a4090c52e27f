import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Application, openApplication } from '../../../main/application.ts';
import { openHome } from '../../../main/home.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';
import { runCli, spawnCli } from '../cli/spawn-cli.ts';

// The platform's folder for application data is told by the environment on Linux alone.
const onLinux = process.platform === 'linux';

let folder: ReturnType<typeof makeTemporaryFolder>;
let data: string;
let original: string;
let target: string;
const opened: Application[] = [];

beforeEach(async () => {
  folder = makeTemporaryFolder();
  data = path.join(folder.path, 'ứng dụng');
  original = path.join(data, 'negatoscope');
  target = path.join(folder.path, 'đĩa khác', 'library');
  vi.stubEnv('XDG_DATA_HOME', data);
  const source = path.join(folder.path, 'tiny');
  await writeImageFolder(source, { patients: 3 });
  const application = await open();
  const { importId } = await application.call('imports:start', { path: source, name: 'tiny' });
  await application.call('imports:wait', { importId });
  await closeAll();
});
afterEach(async () => {
  await closeAll();
  vi.unstubAllEnvs();
  folder.remove();
});

async function open(home?: string): Promise<Application> {
  const place = home === undefined ? {} : { home };
  const application = await openApplication({ engine: 'wasm', front: 'command-line', ...place });
  opened.push(application);
  return application;
}

async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((application) => application.close()));
}

async function move(application: Application, to = target): Promise<unknown> {
  await application.call('home:move', { path: to });
  return await application.call('home:wait-for-move', {});
}

async function listDatasets(application: Application): Promise<string[]> {
  return (await application.call('datasets:list', {})).map(({ name }) => name);
}

/** Every file of the pixel cache with its bytes. */
function readPixels(home: string): Map<string, string> {
  const entries = readdirSync(path.join(home, 'cache'), { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(home, file), readFileSync(file, 'base64')];
    }),
  );
}

describe.skipIf(!onLinux)('a moved library', () => {
  test('is opened at its new place by everyone, and is the same', async () => {
    const pixels = readPixels(original);
    const application = await open();
    await move(application);
    expect(await application.call('home:show', {})).toMatchObject({ move: { phase: 'moved' } });
    await expect(application.call('datasets:list', {})).rejects.toMatchObject({ code: 'home-moved' });
    await closeAll();

    const again = await open();
    expect(again.home.directory).toBe(target);
    expect(await listDatasets(again)).toEqual(['tiny']);
    expect(pixels.size).toBeGreaterThan(0);
    expect(readPixels(target)).toEqual(pixels);
    expect(existsSync(path.join(target, 'negatoscope-copy.json'))).toBe(false);
    expect((await again.call('app:examine', {})).home).toBe(target);
  });

  test('lies at its former place until it is deleted there', async () => {
    await move(await open());
    await closeAll();
    const again = await open();
    expect((await again.call('home:show', {})).former).toBe(original);
    await again.call('home:delete-former', {});
    expect(readdirSync(original)).toEqual(['location.json']);
    expect((await again.call('home:show', {})).former).toBeNull();
    expect(await listDatasets(again)).toEqual(['tiny']);
  });

  test('is not deleted at its former place while somebody uses it there', async () => {
    await move(await open());
    await closeAll();
    const still = await openApplication({ engine: 'wasm', front: 'browser', home: original });
    opened.push(still);
    const again = await open();
    await expect(again.call('home:delete-former', {})).rejects.toMatchObject({ code: 'home-busy' });
    expect(await listDatasets(still)).toEqual(['tiny']);
  });

  test('can be kept at its former place, which is then spoken of no more', async () => {
    await move(await open());
    await closeAll();
    const again = await open();
    await again.call('home:keep-former', {});
    expect((await again.call('home:show', {})).former).toBeNull();
    expect(existsSync(path.join(original, 'negatoscope.sqlite'))).toBe(true);
  });

  test('is moved from a terminal as well', async () => {
    const run = async (...words: string[]): Promise<unknown> => {
      const { status, stdout } = await runCli(['--engine', 'wasm', 'home', ...words, '--json'], {
        XDG_DATA_HOME: data,
      });
      expect(status).toBe(0);
      return JSON.parse(stdout);
    };
    expect(await run('move', target)).toMatchObject({ home: target, former: original });
    expect(await run('show')).toMatchObject({ home: target, former: original });
    expect(await run('delete-former')).toEqual({ home: target, deleted: original });
    expect(await run('show')).toMatchObject({ home: target, former: null });
  });

  test('moves back', async () => {
    await move(await open());
    await closeAll();
    const away = await open();
    await away.call('home:delete-former', {});
    await move(away, original);
    await closeAll();
    const again = await open();
    expect(again.home.directory).toBe(original);
    expect(await listDatasets(again)).toEqual(['tiny']);
  });

  test('gives way to a folder that is named', async () => {
    await move(await open());
    await closeAll();
    const named = await open(path.join(folder.path, 'named'));
    expect(await listDatasets(named)).toEqual([]);
    expect(await named.call('home:show', {})).toMatchObject({ canMove: false, former: null });
    await expect(move(named)).rejects.toMatchObject({ code: 'home-named' });
  });

  test('is missed where its disk is not there, and no new one begun', async () => {
    await move(await open());
    await closeAll();
    rmSync(target, { recursive: true });
    mkdirSync(target);
    await expect(open()).rejects.toMatchObject({
      code: 'home-missing',
      message: expect.stringContaining(target),
    });
    expect(readdirSync(target)).toEqual([]);
  });

  test('is missed where what tells its place cannot be understood', async () => {
    writeFileSync(path.join(original, 'location.json'), '{"home": 3}');
    await expect(open()).rejects.toMatchObject({ code: 'home-missing' });
  });
});

describe.skipIf(!onLinux)('a move is refused', () => {
  test.each([
    ['into the library itself', () => path.join(original, 'cache', 'deeper')],
    ['to where the library lies', () => original],
    ['to a folder that holds something', () => path.join(folder.path, 'tiny')],
    ['to a file', () => path.join(folder.path, 'tiny', 'file')],
    ['to where the system lets nothing be made', () => '/proc/library'],
    ['below a file', () => path.join(folder.path, 'tiny', 'file', 'library')],
  ])('%s', async (_, choose) => {
    writeFileSync(path.join(folder.path, 'tiny', 'file'), '');
    const application = await open();
    await expect(move(application, choose())).rejects.toMatchObject({ code: 'output-not-writable' });
    expect(await listDatasets(application)).toEqual(['tiny']);
  });

  test('while a run waits or trains', async () => {
    const application = await open();
    const { run } = await application.call('runs:start', { dataset: 'tiny', preset: 'cnn5', settings: {} });
    await expect(move(application)).rejects.toMatchObject({ code: 'home-busy' });
    await application.call('runs:stop', { run });
    await application.call('runs:wait', { run });
  });

  test('while another process has the library open; and that one may not open it during a move', async () => {
    const other = await openApplication({ engine: 'wasm', front: 'browser' });
    opened.push(other);
    const application = await open();
    await expect(move(application)).rejects.toMatchObject({ code: 'home-busy' });
    await closeAll();
    const mover = await open();
    await mover.call('home:move', { path: target });
    await expect(open()).rejects.toMatchObject({ code: 'home-busy' });
    await mover.call('home:wait-for-move', {});
  });
});

describe.skipIf(!onLinux)('a move that comes to nothing', () => {
  test('by a cancellation leaves the library in use and no copy', async () => {
    const application = await open();
    await application.call('home:move', { path: target });
    await application.call('home:cancel-move', {});
    await expect(application.call('home:wait-for-move', {})).rejects.toMatchObject({ code: 'run-cancelled' });
    expect(readdirSync(target)).toEqual([]);
    expect(await listDatasets(application)).toEqual(['tiny']);
    await closeAll();
    expect((await open()).home.directory).toBe(original);
  });

  test('by a change from elsewhere meanwhile', async () => {
    const application = await open();
    const unsubscribe = application.subscribe((event) => {
      if (event.name !== 'home:move-progressed' || event.payload.phase !== 'checking') return;
      const other = new BetterSqlite3(path.join(original, 'negatoscope.sqlite'));
      other.prepare(`UPDATE datasets SET name = 'changed'`).run();
      other.close();
    });
    await expect(move(application)).rejects.toMatchObject({ code: 'home-busy' });
    unsubscribe();
    expect(await listDatasets(application)).toEqual(['changed']);
    expect(readdirSync(target)).toEqual([]);
  });

  test('by a process that is killed leaves half a copy, which is no library and gives way', async () => {
    // Sparse, so that there is much to copy and little to write first.
    const large = path.join(original, 'cache', '1', 'large.u8');
    writeFileSync(large, '');
    truncateSync(large, 2_000_000_000);
    const mover = spawnCli(['--engine', 'wasm', 'home', 'move', target], { XDG_DATA_HOME: data });
    await mover.waitForText('Copying');
    mover.child.kill('SIGKILL');
    await mover.ended;

    expect(existsSync(path.join(target, 'negatoscope-copy.json'))).toBe(true);
    await expect(open(target)).rejects.toMatchObject({ code: 'home-incomplete' });
    const application = await open();
    expect(application.home.directory).toBe(original);
    expect(await listDatasets(application)).toEqual(['tiny']);
    expect(statSync(large).size).toBe(2_000_000_000);

    rmSync(large);
    await move(application);
    await closeAll();
    expect(await listDatasets(await open())).toEqual(['tiny']);
    expect(existsSync(path.join(target, 'cache', '1', 'large.u8'))).toBe(false);
  });

  test('before the mark of the copy was removed is a whole move', async () => {
    await move(await open());
    await closeAll();
    writeFileSync(path.join(target, 'negatoscope-copy.json'), '{}');
    expect(openHome().directory).toBe(target);
    expect(existsSync(path.join(target, 'negatoscope-copy.json'))).toBe(false);
  });
});
