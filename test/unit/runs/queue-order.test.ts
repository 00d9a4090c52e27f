import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../main/application.ts';
import { openLibrary, type OpenLibrary, quickSettings } from './open-library.ts';

let library: OpenLibrary;
let application: Application;
beforeAll(async () => {
  library = await openLibrary();
  application = library.application;
});
afterAll(() => library.close());

async function queueRun(name: string, settings: Record<string, number> = {}): Promise<number> {
  const { run } = await application.call('runs:start', {
    dataset: 'tiny',
    preset: 'cnn5',
    name,
    settings: { ...quickSettings, epochs: 1, ...settings },
  });
  return run;
}

test('waiting runs change places, and take their turns in the new order', async () => {
  const heard: unknown[] = [];
  const unsubscribe = application.subscribe((event) => {
    if (event.name === 'queue:reordered') heard.push(event.payload);
  });
  const first = await queueRun('first', { epochs: 500, patience: 0 });
  const [second, third] = [await queueRun('second'), await queueRun('third')];
  const move = (run: number, direction: 'earlier' | 'later') =>
    application.call('runs:move', { run, direction });

  await move(third, 'earlier');
  expect(await application.call('runs:queue', {})).toEqual([first, third, second]);
  // Before the one in training there is no place, and behind the last none.
  await move(third, 'earlier');
  await move(second, 'later');
  expect(await application.call('runs:queue', {})).toEqual([first, third, second]);
  expect(heard).toEqual([{ runs: [first, third, second] }]);
  await expect(move(first, 'later')).rejects.toMatchObject({ code: 'run-busy' });

  await application.call('runs:stop', { run: first });
  const ended = await Promise.all([second, third].map((run) => application.call('runs:wait', { run })));
  const [startOfSecond = '', startOfThird = ''] = ended.map(({ startedAt }) => startedAt ?? '');
  expect(startOfThird < startOfSecond).toBe(true);
  await expect(move(third, 'later')).rejects.toMatchObject({ code: 'run-busy' });
  unsubscribe();
});
