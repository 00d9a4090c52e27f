import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionState, TransportListener } from '../../renderer/api.ts';
import { openSocketTransport, toReconnectDelayMs } from '../../renderer/socket-transport.ts';

/** A WebSocket whose other end is the test. */
class FakeSocket extends EventTarget {
  static opened: FakeSocket[] = [];
  readonly sent: string[] = [];
  readyState = 0;

  constructor() {
    super();
    FakeSocket.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  receive(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

const states: ConnectionState[] = [];
const heard: unknown[] = [];
const problems: string[] = [];
const listener: TransportListener = {
  onConnection: (state) => states.push(state),
  onEvent: (name, payload) => heard.push([name, payload]),
  onProblem: (error) => problems.push(error.code),
};

function socket(place: number): FakeSocket {
  const found = FakeSocket.opened[place];
  if (found === undefined) throw new Error(`no connection ${place} was tried`);
  return found;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Object.assign(FakeSocket, { OPEN: 1 }));
  FakeSocket.opened = [];
  for (const list of [states, heard, problems]) list.length = 0;
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('openSocketTransport', () => {
  it('keeps calls for the first connection and matches answers by their number', async () => {
    const transport = openSocketTransport('ws://app/api', listener);
    const first = transport.call('runs:list', {});
    socket(0).open();
    const second = transport.call('datasets:list', {});
    expect(socket(0).sent.map((text): unknown => JSON.parse(text))).toEqual([
      { id: 0, method: 'runs:list', input: {} },
      { id: 1, method: 'datasets:list', input: {} },
    ]);
    socket(0).receive({ id: 1, answer: { ok: true, value: 'second' } });
    socket(0).receive({ id: 0, answer: { ok: true, value: 'first' } });
    await expect(first).resolves.toEqual({ ok: true, value: 'first' });
    await expect(second).resolves.toEqual({ ok: true, value: 'second' });
  });

  it('fails what a lost connection cuts off, and what is asked while it is lost', async () => {
    const transport = openSocketTransport('ws://app/api', listener);
    socket(0).open();
    const cutOff = transport.call('runs:list', {});
    socket(0).close();
    await expect(cutOff).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(transport.call('runs:list', {})).rejects.toMatchObject({ code: 'connection-lost' });
    expect(states).toEqual(['open', 'lost']);
  });

  it('fails calls that waited for a first connection that never came', async () => {
    const transport = openSocketTransport('ws://app/api', listener);
    const call = transport.call('runs:list', {});
    socket(0).close();
    await expect(call).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('tries again after longer and longer pauses, and works once it is back', async () => {
    const transport = openSocketTransport('ws://app/api', listener);
    socket(0).open();
    socket(0).close();
    vi.advanceTimersByTime(250);
    socket(1).close();
    vi.advanceTimersByTime(250);
    expect(FakeSocket.opened).toHaveLength(2);
    vi.advanceTimersByTime(250);
    socket(2).open();
    const call = transport.call('runs:list', {});
    socket(2).receive({ id: 0, answer: { ok: true, value: [] } });
    await expect(call).resolves.toEqual({ ok: true, value: [] });
    expect(states).toEqual(['open', 'lost', 'lost', 'open']);
  });

  it('passes events on and reports what nobody can read', () => {
    openSocketTransport('ws://app/api', listener);
    socket(0).open();
    socket(0).receive({ event: 'run:deleted', payload: { run: 3 } });
    socket(0).receive({ nonsense: true });
    expect(heard).toEqual([['run:deleted', { run: 3 }]]);
    expect(problems).toEqual(['unexpected']);
  });

  it('waits a quarter of a second at first and five seconds at most', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map(toReconnectDelayMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });
});
