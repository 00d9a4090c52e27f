import type { RunSummary } from '../../shared/domain/run.ts';
import type { AppErrorPayload } from '../../shared/ipc/app-error.ts';
import type { EventName, EventPayload, MethodName } from '../../shared/ipc/contract.ts';
import { Api, type ConnectionState, type TransportListener } from '../../renderer/api.ts';

/** A call that waits for its answer. */
export interface WaitingCall {
  readonly method: string;
  readonly input: unknown;
  succeed(value: unknown): Promise<void>;
  fail(error: Partial<AppErrorPayload>): Promise<void>;
}

/** An app that answers when a test says so: the real `Api` on a transport in the test's hands. */
export class FakeApp {
  readonly api: Api;
  readonly calls: WaitingCall[] = [];
  #listener: TransportListener | null = null;

  constructor() {
    this.api = new Api((listener) => {
      this.#listener = listener;
      listener.onConnection('open');
      return { call: (method, input) => this.#receive(method, input) };
    });
  }

  /** The oldest call of a method that has no answer yet. */
  waiting(method: MethodName): WaitingCall {
    const place = this.calls.findIndex((call) => call.method === method);
    const [call] = place === -1 ? [] : this.calls.splice(place, 1);
    if (call === undefined) throw new Error(`nobody called ${method}`);
    return call;
  }

  push<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    this.#listener?.onEvent(name, payload);
  }

  connection(state: ConnectionState): void {
    this.#listener?.onConnection(state);
  }

  #receive(method: string, input: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      const answer = async (envelope: unknown): Promise<void> => {
        resolve(envelope);
        await settle();
      };
      this.calls.push({
        method,
        input,
        succeed: (value) => answer({ ok: true, value }),
        fail: (error) =>
          answer({ ok: false, error: { code: 'unexpected', message: '', details: {}, ...error } }),
      });
    });
  }
}

/** Lets everything that is ready to go on do so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** A run's summary with what a test doesn't care about filled in. */
export function makeRunSummary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    run: 1,
    name: 'first',
    kind: 'trained',
    members: [],
    status: 'completed',
    statusReason: null,
    engine: 'wasm',
    preset: 'cnn5',
    dataset: 'cxr',
    bestEpoch: null,
    threshold: null,
    hasModel: false,
    hasCheckpoint: false,
    annotation: { tags: [], note: '', isPinned: false, isArchived: false },
    createdAt: '2026-03-04T10:00:00.000Z',
    endedAt: null,
    epochsDone: 0,
    epochsPlanned: 10,
    best: null,
    ...changes,
  };
}
