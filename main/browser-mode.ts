import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../shared/ipc/app-error.ts';
import type { Application } from './application.ts';
import { createAccessGate } from './browser-mode/access-gate.ts';
import { answerRequest } from './browser-mode/answer-request.ts';
import { createApiSocket } from './browser-mode/api-socket.ts';
import type { Pages } from './pages.ts';

/** The app on loopback: nothing listens anywhere else. */
const loopback = '127.0.0.1';

export interface BrowserModeOptions {
  readonly application: Pick<Application, 'answer' | 'subscribe' | 'log'>;
  readonly pages: Pages;
  /** Where to listen; 0 for any port that is free. */
  readonly port: number;
}

export interface BrowserMode {
  readonly port: number;
  /** The address to open, with the key. */
  readonly address: string;
  /** An address that opens the app once, for starting a browser with. */
  makeOneTimeAddress(): string;
  /** Lets go of every page and stops listening; the application stays open. */
  close(): Promise<void>;
}

/**
 * Serves the app to a browser on this machine: its pages over HTTP, its API over a WebSocket.
 *
 * @throws AppError usage-wrong when the port is taken or not permitted
 */
export async function startBrowserMode({
  application,
  pages,
  port: wantedPort,
}: BrowserModeOptions): Promise<BrowserMode> {
  const server = createServer();
  const port = await listen(server, wantedPort);
  const gate = createAccessGate(port);
  const { log } = application;
  const socket = createApiSocket({ application, gate, log });
  server.on('request', (request, response) => {
    void answerRequest(request, response, { gate, pages, log });
  });
  server.on('upgrade', (request, connection, head) => {
    // Without a listener, a connection that breaks would end the process.
    connection.on('error', () => connection.destroy());
    socket.upgrade(request, connection, head);
  });
  const toAddress = (key: string): string => `http://${loopback}:${port}/?token=${key}`;
  return {
    port,
    address: toAddress(gate.token),
    makeOneTimeAddress: () => toAddress(gate.issueOneTimeKey()),
    async close() {
      socket.close();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(toListenError(port, cause));
    });
    server.listen({ host: loopback, port, exclusive: true }, resolve);
  });
  server.removeAllListeners('error');
  return (server.address() as AddressInfo).port;
}

function toListenError(port: number, cause: NodeJS.ErrnoException): AppError {
  const reason = cause.code === 'EADDRINUSE' ? 'another program listens there' : 'the system denies it';
  return new AppError(
    'usage-wrong',
    `Negatoscope cannot listen on port ${port}: ${reason}. Give another by --port, or leave it out for any that is free.`,
    { port },
    { cause },
  );
}
