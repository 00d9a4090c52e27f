import { AppError } from '../shared/ipc/app-error.ts';
import { socketMessageSchema } from '../shared/ipc/contract.ts';
import type { Transport, TransportListener } from './api.ts';

const firstDelayMs = 250;
const longestDelayMs = 5_000;

interface PendingCall {
  readonly resolve: (envelope: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/**
 * The pause before a new attempt to connect: 250 ms doubled with every attempt that failed, 5 s at most.
 *
 * @param attempt attempts that failed so far, from 0
 */
export function toReconnectDelayMs(attempt: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
}

function connectionLost(): AppError {
  return new AppError(
    'connection-lost',
    'The connection to the app was lost before it could answer. It reconnects by itself; try again then. If it does not come back, start Negatoscope again.',
  );
}

/**
 * The API over a WebSocket, for browser mode. Calls made before the first connection wait for it; calls made
 * while the connection is lost fail at once with `connection-lost`, as do those it cuts off.
 *
 * @param address ws: or wss: address of the app
 * @param listener told of events, of the connection's state and of messages nobody can read
 */
export function openSocketTransport(address: string, listener: TransportListener): Transport {
  const pending = new Map<number, PendingCall>();
  let waiting: string[] = [];
  let socket: WebSocket;
  let isFirst = true;
  let attempt = 0;
  let nextId = 0;

  function connect(): void {
    socket = new WebSocket(address);
    socket.addEventListener('open', onOpen);
    socket.addEventListener('message', (message: MessageEvent<unknown>) => onMessage(message.data));
    socket.addEventListener('close', onClose, { once: true });
  }

  function onOpen(): void {
    isFirst = false;
    attempt = 0;
    for (const text of waiting) socket.send(text);
    waiting = [];
    listener.onConnection('open');
  }

  function onClose(): void {
    isFirst = false;
    waiting = [];
    const cutOff = [...pending.values()];
    pending.clear();
    listener.onConnection('lost');
    for (const call of cutOff) call.reject(connectionLost());
    setTimeout(connect, toReconnectDelayMs(attempt));
    attempt += 1;
  }

  function onMessage(data: unknown): void {
    const message = parseMessage(data);
    if (message === null) {
      listener.onProblem(
        new AppError('unexpected', 'The app sent a message that this window cannot read. Reload the window.'),
      );
    } else if ('event' in message) {
      listener.onEvent(message.event, message.payload);
    } else {
      pending.get(message.id)?.resolve(message.answer);
      pending.delete(message.id);
    }
  }

  connect();

  return {
    call(method, input) {
      return new Promise((resolve, reject) => {
        const isOpen = socket.readyState === WebSocket.OPEN;
        if (!isOpen && !isFirst) {
          reject(connectionLost());
          return;
        }
        const id = nextId++;
        pending.set(id, { resolve, reject });
        const text = JSON.stringify({ id, method, input });
        if (isOpen) socket.send(text);
        else waiting.push(text);
      });
    },
  };
}

function parseMessage(data: unknown): ReturnType<typeof socketMessageSchema.parse> | null {
  if (typeof data !== 'string') return null;
  try {
    return socketMessageSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
