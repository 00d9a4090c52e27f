import type { z } from 'zod';
import { AppError } from '../shared/ipc/app-error.ts';
import {
  answerEnvelopeSchema,
  events,
  methods,
  type EventName,
  type EventPayload,
  type MethodInput,
  type MethodName,
  type MethodOutput,
  type PushedEvent,
} from '../shared/ipc/contract.ts';
import { openSocketTransport } from './socket-transport.ts';

/** `connecting` until the first connection stands; afterwards `open`, or `lost` until it's back. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

/** What carries the API to this window. */
export interface Transport {
  /** Sends one request. Resolves with the answer's envelope, as received and not parsed yet. */
  call(method: string, input: unknown): Promise<unknown>;
}

export interface TransportListener {
  onEvent(name: string, payload: unknown): void;
  onConnection(state: ConnectionState): void;
  /** Something came that breaks the contract. */
  onProblem(error: AppError): void;
}

/** The bridge that Electron's preload script puts on the window; absent in a browser. */
interface Bridge {
  call(method: string, input: unknown): Promise<unknown>;
  onEvent(listener: (event: PushedEvent) => void): () => void;
  pathForFile(file: File): string | null;
}

declare global {
  interface Window {
    readonly api?: Bridge;
  }
}

// The contract once more, in a form that keeps a name and its schema together for the compiler.
const outputSchemas: { readonly [Name in MethodName]: { readonly output: z.ZodType<MethodOutput<Name>> } } =
  methods;
const eventSchemas: { readonly [Name in EventName]: z.ZodType<EventPayload<Name>> } = events;

/**
 * The one way from this window to the app. What comes in is parsed against the contract here, once. The
 * transport opens at the first call.
 */
export class Api {
  readonly #open: (listener: TransportListener) => Transport;
  readonly #eventListeners = new Map<string, Set<(payload: unknown) => void>>();
  readonly #connectionListeners = new Set<(state: ConnectionState) => void>();
  readonly #problemListeners = new Set<(error: AppError) => void>();
  #transport: Transport | null = null;
  #connection: ConnectionState = 'connecting';

  constructor(open: (listener: TransportListener) => Transport) {
    this.#open = open;
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  /**
   * Calls a method of the contract.
   *
   * @throws AppError what the app answered, `connection-lost`, or `unexpected` for an answer that breaks the contract
   */
  async call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
    this.#transport ??= this.#open({
      onEvent: (event, payload) => this.#eventListeners.get(event)?.forEach((listener) => listener(payload)),
      onConnection: (state) => this.#changeConnection(state),
      onProblem: (error) => this.#report(error),
    });
    const envelope = answerEnvelopeSchema.safeParse(await this.#transport.call(name, input));
    if (!envelope.success) throw contractBroken(name);
    if (!envelope.data.ok) throw AppError.fromPayload(envelope.data.error);
    const output = outputSchemas[name].output.safeParse(envelope.data.value);
    if (!output.success) throw contractBroken(name);
    return output.data;
  }

  /** Listens to one kind of pushed event; returns what ends it. */
  onEvent<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
    const parseAndTell = (payload: unknown): void => {
      const parsed = eventSchemas[name].safeParse(payload);
      if (parsed.success) listener(parsed.data);
      else this.#report(contractBroken(name));
    };
    const listeners = this.#eventListeners.get(name) ?? new Set();
    this.#eventListeners.set(name, listeners.add(parseAndTell));
    return () => listeners.delete(parseAndTell);
  }

  /** Listens to changes of the connection's state; returns what ends it. */
  onConnection(listener: (state: ConnectionState) => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  /** Calls back each time a lost connection is back: what was shown may be stale. Returns what ends it. */
  onReconnected(listener: () => void): () => void {
    let wasLost = false;
    return this.onConnection((state) => {
      if (state === 'open' && wasLost) listener();
      wasLost = state === 'lost';
    });
  }

  /** Listens to breaches of the contract that no caller waits for; returns what ends it. */
  onProblem(listener: (error: AppError) => void): () => void {
    this.#problemListeners.add(listener);
    return () => this.#problemListeners.delete(listener);
  }

  #changeConnection(state: ConnectionState): void {
    if (state === this.#connection) return;
    this.#connection = state;
    this.#connectionListeners.forEach((listener) => listener(state));
  }

  #report(error: AppError): void {
    this.#problemListeners.forEach((listener) => listener(error));
  }
}

function contractBroken(name: string): AppError {
  return new AppError(
    'unexpected',
    `The app's word on "${name}" is not what this window expects: they may be of different versions. Reload the window; if it stays, start Negatoscope again.`,
    { name },
  );
}

/** Where a dropped file or folder lies; null in a browser, which keeps that to itself. */
export function findPathOfFile(file: File): string | null {
  return window.api?.pathForFile(file) ?? null;
}

function openTransport(listener: TransportListener): Transport {
  const bridge = window.api;
  if (bridge === undefined) {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    return openSocketTransport(`${scheme}//${location.host}/api`, listener);
  }
  bridge.onEvent((event) => listener.onEvent(event.name, event.payload));
  listener.onConnection('open');
  return { call: (method, input) => bridge.call(method, input) };
}

export const api = new Api(openTransport);
