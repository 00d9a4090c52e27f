import type { BrowserWindow } from 'electron';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerIpc } from '../../../main/ipc/register.ts';
import type { AnswerEnvelope, PushedEvent } from '../../../shared/ipc/contract.ts';

type Handler = (event: unknown, ...call: unknown[]) => Promise<AnswerEnvelope>;

/** Electron's end of the channel, which cannot be had without its binary: it only keeps what is registered. */
const channel = vi.hoisted(() => ({ handlers: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, handler: unknown) => channel.handlers.set(name, handler) },
}));

const answers: unknown[] = [];
const pushed: unknown[] = [];
const logged: string[] = [];
let listener: (event: PushedEvent) => void;
let window: BrowserWindow | null;

beforeEach(() => {
  for (const list of [answers, pushed, logged]) list.length = 0;
  window = {
    isDestroyed: () => false,
    webContents: { id: 5, send: (...message: unknown[]) => pushed.push(message) },
  } as unknown as BrowserWindow;
  registerIpc({
    application: {
      answer: (method, input) => {
        answers.push([method, input]);
        return Promise.resolve({ ok: true, value: 'answered' });
      },
      subscribe: (given) => {
        listener = given;
        return () => undefined;
      },
    },
    log: pino({}, { write: (line: string) => logged.push(line) }),
    findWindow: () => window,
  });
});

async function call(senderFrame: unknown, senderId: number, ...message: unknown[]): Promise<AnswerEnvelope> {
  const handler = channel.handlers.get('negatoscope:call') as Handler;
  return await handler({ sender: { id: senderId }, senderFrame }, ...message);
}

const page = { url: 'negatoscope://app/', parent: null };

describe('registerIpc', () => {
  it("carries a call of the app's page to the application", async () => {
    expect(await call(page, 5, 'runs:list', {})).toEqual({ ok: true, value: 'answered' });
    expect(answers).toEqual([['runs:list', {}]]);
  });

  it.each([
    ['a page of elsewhere', { url: 'https://example.org/', parent: null }, 5],
    ['a frame within the page', { ...page, parent: page }, 5],
    ['another window', page, 6],
    ['a frame that is gone', null, 5],
  ])('refuses %s loudly', async (_, frame, senderId) => {
    const answer = await call(frame, senderId, 'runs:list', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-permitted' } });
    expect(answers).toEqual([]);
    expect(logged.join('')).toContain('untrusted sender');
  });

  it.each([[[]], [[7, {}]], [['runs:list', {}, 'more']]])('refuses the call %j', async (message) => {
    expect(await call(page, 5, ...message)).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
    expect(answers).toEqual([]);
  });

  it('pushes events to the window, and to none where there is none', () => {
    const event: PushedEvent = { name: 'run:deleted', payload: { run: 3 } };
    listener(event);
    window = null;
    listener(event);
    expect(pushed).toEqual([['negatoscope:event', event]]);
  });
});
