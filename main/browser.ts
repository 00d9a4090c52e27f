import { findAppFolders } from './app-folders.ts';
import { type Application, openApplication } from './application.ts';
import { type BrowserMode, startBrowserMode } from './browser-mode.ts';
import { parseBrowserOptions } from './browser-mode/parse-browser-options.ts';
import { toMachineError } from './machine-error.ts';
import { createPages } from './pages.ts';

// Browser mode's entry: the app on loopback, for a machine without Electron, or without a window.

const repeatLimitMs = 300;

// A terminal that was closed no longer reads, which is no reason to leave without closing the library.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  const options = parseBrowserOptions(process.argv.slice(2));
  const application = await openApplication({
    engine: options.engine,
    front: 'browser',
    ...(options.home === null ? {} : { home: options.home }),
  });
  const pages = createPages({
    rendererDirectory: findAppFolders().renderer,
    thumbnail: (imageId) => application.thumbnail(imageId),
    picture: (kind, id, size) => application.picture(kind, id, size),
  });
  const browserMode = await startBrowserMode({ application, pages, port: options.port }).catch(
    async (thrown: unknown) => {
      await application.close();
      throw thrown;
    },
  );
  closeOnSignals(application, browserMode);
  process.on('uncaughtException', (error) => {
    application.log.fatal({ error }, 'browser mode had to stop');
    process.stderr.write(`negatoscope: ${toMachineError(error).message}\n`);
    process.exit(1);
  });
  process.stdout.write(`Negatoscope is ready at ${browserMode.address}\n`);
  if (options.opensBrowser && hasDisplay()) await openBrowser(application, browserMode.makeOneTimeAddress());
} catch (thrown) {
  const { code, message } = toMachineError(thrown);
  process.stderr.write(`negatoscope: ${message}\n`);
  process.exit(code === 'usage-wrong' ? 2 : 1);
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

async function openBrowser(application: Application, address: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    const opener = await open(address);
    opener.on('error', (error) => application.log.warn({ error }, 'no browser could be opened'));
  } catch (error) {
    application.log.warn({ error }, 'no browser could be opened');
  }
}

/**
 * The first signal closes the app: a run in training is interrupted with what it has, and can be resumed
 * where the app is opened next. A second one leaves at once.
 */
function closeOnSignals(application: Application, browserMode: BrowserMode): void {
  let closingAt: number | null = null;
  const close = (): void => {
    // A terminal and a wrapper may both pass one Ctrl-C on.
    if (closingAt !== null && performance.now() - closingAt < repeatLimitMs) return;
    if (closingAt !== null) process.exit(1);
    closingAt = performance.now();
    process.stderr.write('Closing. A run in training can be resumed the next time.\n');
    Promise.all([browserMode.close(), application.close()]).then(
      () => process.exit(0),
      (error: unknown) => {
        application.log.error({ error }, 'closing failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
}
