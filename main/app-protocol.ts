import { protocol } from 'electron';
import { appHost, appScheme } from '../shared/ipc/channels.ts';
import type { Log } from './log.ts';
import type { Pages } from './pages.ts';

/** Makes the app's protocol a web origin like any other. Must be called before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the app's pages under its protocol; any other host or method is refused. */
export function serveAppProtocol(pages: Pages, log: Log): void {
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    if (url.host !== appHost) return new Response(null, { status: 404 });
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    try {
      const { status, headers, body } = await pages(url.pathname);
      return new Response(body, { status, headers });
    } catch (error) {
      log.error({ error }, 'a page could not be served');
      return new Response(null, { status: 500 });
    }
  });
}
