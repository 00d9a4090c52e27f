import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openApplication } from '../../../main/application.ts';
import { createSettingsService } from '../../../main/services/settings.ts';
import type { PushedEvent } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { openLibrary, type TestLibrary } from '../library/open-library.ts';

let library: TestLibrary;
const published: unknown[] = [];
const asked: string[] = [];

beforeEach(() => {
  library = openLibrary();
  published.length = 0;
  asked.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  library.close();
});

function createService(
  changeEngine = (engine: string): Promise<void> => Promise.resolve(void asked.push(engine)),
) {
  const publish = (name: string, payload: unknown): void => void published.push({ name, payload });
  return createSettingsService({ database: library.database, publish }, { changeEngine });
}

describe('settings', () => {
  it('are the defaults until they are changed, and are told when they are', async () => {
    const settings = createService();
    expect(settings.show()).toEqual({ language: 'system', theme: 'dark', engine: 'auto' });
    await settings.change({ language: 'vi' });
    await settings.change({ theme: 'light' });
    const changed = { language: 'vi', theme: 'light', engine: 'auto' };
    expect(createService().show()).toEqual(changed);
    expect(published.at(-1)).toEqual({ name: 'settings:changed', payload: changed });
    expect(asked).toEqual([]);
  });

  it('start another engine, and stay whole where it cannot run', async () => {
    await createService().change({ engine: 'wasm' });
    await createService().change({ engine: 'wasm' });
    expect(asked).toEqual(['wasm']);
    const failing = createService(() => Promise.reject(new AppError('engine-unavailable', 'no GPU')));
    await expect(failing.change({ engine: 'tensorflow-gpu', theme: 'light' })).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
    expect(failing.show()).toEqual({ language: 'system', theme: 'dark', engine: 'wasm' });
  });
});

it('an engine changed while the app is open computes at once, and the next time', async () => {
  vi.stubEnv('NEGATOSCOPE_HIDE_NATIVE', '1');
  const home = library.home.directory;
  const application = await openApplication({ home, engine: 'auto', front: 'command-line' });
  const heard: PushedEvent[] = [];
  application.subscribe((event) => heard.push(event));
  await application.call('settings:change', { engine: 'wasm' });
  expect(await application.call('app:describe', {})).toMatchObject({ engine: { engine: 'wasm' } });
  expect(heard.map(({ name }) => name)).toEqual(['engine:started', 'settings:changed']);
  await expect(application.call('settings:change', { engine: 'tensorflow-cpu' })).rejects.toMatchObject({
    code: 'engine-unavailable',
  });
  expect(await application.call('app:describe', {})).toMatchObject({ engine: { engine: 'wasm' } });
  await application.close();

  const next = await openApplication({ home, engine: 'auto', front: 'command-line' });
  expect(await next.call('presets:show', { preset: 'cnn5' })).toBeDefined();
  expect(await next.call('app:describe', {})).toMatchObject({ engine: { engine: 'wasm' } });
  await next.close();
});
