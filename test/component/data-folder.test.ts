import { describe, expect, it } from 'vitest';
import { DataFolder } from '../../renderer/state/data-folder.svelte.ts';
import { FakeApp } from './fake-app.ts';

const place = { home: '/data', canMove: true, former: null, move: null };
const progress = { target: '/new', phase: 'copying', doneBytes: 1, totalBytes: 4 } as const;

describe('the data folder', () => {
  it('is on its way until the move came to nothing, and tells why', async () => {
    const app = new FakeApp();
    const folder = new DataFolder(app.api);
    const starting = folder.moveTo('/new');
    await app.waiting('home:move').succeed({});
    await starting;
    app.push('home:move-progressed', progress);
    expect(folder.move).toEqual(progress);
    const error = { code: 'disk-full', message: 'Full.', details: {} } as const;
    app.push('home:move-ended', { home: '/data', error });
    expect(folder.move).toBeNull();
    expect(folder.problem).toEqual(error);
  });

  it('stays moved until the app is started again', async () => {
    const app = new FakeApp();
    const folder = new DataFolder(app.api);
    const starting = folder.moveTo('/new');
    await app.waiting('home:move').succeed({});
    await starting;
    app.push('home:move-progressed', { ...progress, phase: 'moved' });
    app.push('home:move-ended', { home: '/new', error: null });
    expect(folder.move?.phase).toBe('moved');
  });

  it('is known to be on its way by a window that opens meanwhile', async () => {
    const app = new FakeApp();
    const folder = new DataFolder(app.api);
    const refreshing = folder.refresh();
    await app.waiting('home:show').succeed({ ...place, move: progress });
    await refreshing;
    expect(folder.move).toEqual(progress);
  });

  it('is asked for again once its former place is dealt with', async () => {
    const app = new FakeApp();
    const folder = new DataFolder(app.api);
    const deleting = folder.deleteFormer();
    await app.waiting('home:delete-former').succeed({});
    await app.waiting('home:show').succeed(place);
    await deleting;
    expect(folder.place.value?.former).toBeNull();
  });
});
