import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { socketRequestSchema } from '../../shared/ipc/contract.ts';
import type { Application } from '../application.ts';
import type { Log } from '../log.ts';
import type { AccessGate } from './access-gate.ts';

/** Most bytes of one message: an image of 64 MiB in base64, and its envelope. */
const mostMessageBytes = 100 * 1024 * 1024;
/** A page that has not read this much is asleep or stuck: it is let go, and connects anew when it wakes. */
const mostUnreadBytes = 64 * 1024 * 1024;

const closeCode = { goingAway: 1001, policyViolation: 1008 };

export interface ApiSocketOptions {
  readonly application: Pick<Application, 'answer' | 'subscribe'>;
  readonly gate: AccessGate;
  readonly log: Pick<Log, 'error' | 'warn'>;
}

export interface ApiSocket {
  /** Takes a connection that asks to become a WebSocket, or refuses it. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  close(): void;
}

/** Carries the API over WebSockets at `/api`: requests and their answers, and every pushed event. */
export function createApiSocket({ application, gate, log }: ApiSocketOptions): ApiSocket {
  const server = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes });
  const unsubscribe = application.subscribe(({ name, payload }) => {
    const text = JSON.stringify({ event: name, payload });
    for (const socket of server.clients) send(socket, text);
  });

  function send(socket: WebSocket, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostUnreadBytes) {
      log.warn('a page that no longer reads was let go');
      socket.terminate();
      return;
    }
    socket.send(text);
  }

  async function receive(socket: WebSocket, data: RawData, isBinary: boolean): Promise<void> {
    const request = isBinary ? null : parseRequest(data);
    if (request === null) {
      socket.close(closeCode.policyViolation, 'not a request');
      return;
    }
    const answer = await application.answer(request.method, request.input);
    send(socket, JSON.stringify({ id: request.id, answer }));
  }

  server.on('connection', (socket) => {
    socket.on('error', (error) => log.warn({ error }, 'connection failed'));
    socket.on('message', (data, isBinary) => {
      receive(socket, data, isBinary).catch((error: unknown) => {
        log.error({ error }, 'a request could not be answered');
        socket.terminate();
      });
    });
  });

  return {
    upgrade(request, connection, head) {
      const { headers, url } = request;
      if (url !== '/api' || !gate.isOwnHost(headers) || !gate.isOwnOrigin(headers) || !gate.hasKey(headers)) {
        log.warn('a connection from elsewhere was refused');
        connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, connection, head, (socket) => server.emit('connection', socket, request));
    },
    close() {
      unsubscribe();
      for (const socket of server.clients) socket.close(closeCode.goingAway, 'Negatoscope was closed');
      server.close();
    },
  };
}

function parseRequest(data: RawData): { id: number; method: string; input?: unknown } | null {
  try {
    const parsed = socketRequestSchema.safeParse(JSON.parse(toText(data)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}
