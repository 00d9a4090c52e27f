import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { Pages } from '../pages.ts';
import { makeSecurityHeaders } from '../security-headers.ts';
import type { AccessGate } from './access-gate.ts';

/** What an answer consists of. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface RequestOptions {
  readonly gate: AccessGate;
  readonly pages: Pages;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Answers requests for pages: the printed address gives the key as a cookie and leads on to the app; with
 * the cookie come the pages; without it a word on where to find the address.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestOptions,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await choosePage(request, options);
  } catch (error) {
    options.log.error({ error }, 'a page could not be served');
    answer = toMessage(500, 'Something went wrong. The log has the details.');
  }
  response.writeHead(answer.status, answer.headers);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

async function choosePage(request: IncomingMessage, { gate, pages }: RequestOptions): Promise<Answer> {
  const { method, headers } = request;
  if (!gate.isOwnHost(headers)) {
    return toMessage(403, 'Negatoscope answers only at 127.0.0.1 and localhost.');
  }
  if (method !== 'GET' && method !== 'HEAD') return toMessage(405, 'Only pages can be asked for here.');
  const url = URL.parse(request.url ?? '/', `http://${headers.host ?? ''}`);
  if (url === null) return toMessage(400, 'This address is not well formed.');
  const key = url.searchParams.get('token');
  if (url.pathname === '/' && key !== null && gate.takeKey(key)) {
    // The key leaves the address bar, and so the history and any picture of the screen.
    return {
      status: 303,
      headers: { ...makeSecurityHeaders(), location: '/', 'set-cookie': gate.cookie },
      body: '',
    };
  }
  if (!gate.hasKey(headers)) return toKeyMessage(key !== null);
  return await pages(url.pathname, { socketOrigin: `ws://${headers.host ?? ''}` });
}

function toKeyMessage(hasWrongKey: boolean): Answer {
  return toMessage(
    403,
    hasWrongKey
      ? 'This address is of an earlier start of Negatoscope. Open the one that it printed last.'
      : 'Open the address that Negatoscope printed when it was started: it carries a key, so that nobody else on this machine can look into your library.',
  );
}

/** A page that says one thing; the message is the program's own text. */
function toMessage(status: number, message: string): Answer {
  return {
    status,
    headers: {
      ...makeSecurityHeaders(),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="color-scheme" content="dark light" />
  <title>Negatoscope</title>
  <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 20vh auto; padding: 0 1rem">
    <h1>Negatoscope</h1>
    <p>${message}</p>
  </body>
</html>
`,
  };
}
