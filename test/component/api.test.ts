import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../shared/ipc/app-error.ts';
import { Api, type TransportListener } from '../../renderer/api.ts';

function makeApi(answer: unknown): { api: Api; listener: () => TransportListener } {
  let heard: TransportListener | null = null;
  const api = new Api((listener) => {
    heard = listener;
    return { call: async () => answer };
  });
  return {
    api,
    listener: () => {
      if (heard === null) throw new Error('the transport is not open');
      return heard;
    },
  };
}

describe('Api', () => {
  it('gives the value of an answer that keeps the contract', async () => {
    const { api } = makeApi({ ok: true, value: { importId: 'a' } });
    await expect(api.call('imports:start', { path: '/data', name: 'cxr' })).resolves.toEqual({
      importId: 'a',
    });
  });

  it('throws the error of an answer, as it was made', async () => {
    const error = { code: 'name-taken', message: 'There is one.', details: { name: 'cxr' } };
    const { api } = makeApi({ ok: false, error });
    const thrown = await api
      .call('imports:start', { path: '/data', name: 'cxr' })
      .catch((each: unknown) => each);
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject(error);
  });

  it.each([
    ['no envelope', 'nonsense'],
    ['a value of another shape', { ok: true, value: { importId: 7 } }],
    ['an error of no known code', { ok: false, error: { code: 'nonsense', message: '', details: {} } }],
  ])('refuses %s', async (_, answer) => {
    const { api } = makeApi(answer);
    await expect(api.call('imports:start', { path: '/data', name: 'cxr' })).rejects.toMatchObject({
      code: 'unexpected',
      details: { name: 'imports:start' },
    });
  });

  it('tells listeners of events until they leave, and reports an event that breaks the contract', async () => {
    const { api, listener } = makeApi({ ok: true, value: [] });
    await api.call('runs:list', {});
    const heard = vi.fn();
    const problems = vi.fn();
    const leave = api.onEvent('run:deleted', heard);
    api.onProblem(problems);
    listener().onEvent('run:deleted', { run: 3 });
    listener().onEvent('run:deleted', { run: 'three' });
    listener().onEvent('run:unheard-of', {});
    leave();
    listener().onEvent('run:deleted', { run: 4 });
    expect(heard.mock.calls).toEqual([[{ run: 3 }]]);
    expect(problems).toHaveBeenCalledTimes(1);
  });

  it('calls back when a lost connection is back, not at the first connection', async () => {
    const { api, listener } = makeApi({ ok: true, value: [] });
    const back = vi.fn();
    api.onReconnected(back);
    await api.call('runs:list', {});
    listener().onConnection('open');
    expect(back).not.toHaveBeenCalled();
    listener().onConnection('lost');
    listener().onConnection('open');
    expect(back).toHaveBeenCalledTimes(1);
  });
});
