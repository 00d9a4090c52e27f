import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, Menu, shell, type BrowserWindow } from 'electron';
import { toAppError } from '../shared/ipc/app-error.ts';
import { findAppFolders } from './app-folders.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { openApplication, type Application } from './application.ts';
import { openHome } from './home.ts';
import { registerIpc } from './ipc/register.ts';
import { parseLaunchOptions, type LaunchOptions } from './launch-options.ts';
import type { Log } from './log.ts';
import { makeMenu } from './menu.ts';
import { createPages } from './pages.ts';
import { recoverWindow } from './recover-window.ts';
import { openWindow } from './window.ts';

// Electron's entry: lifecycle wiring only.

let window: BrowserWindow | null = null;
let log: Log | null = null;

process.on('uncaughtException', fail);
try {
  const options = parseLaunchOptions(process.argv.slice(1), process.cwd());
  registerAppScheme();
  if (options.home !== null) keepWindowFilesIn(options.home);
  if (app.requestSingleInstanceLock())
    void app
      .whenReady()
      .then(() => start(options))
      .catch(fail);
  else app.quit();
} catch (error) {
  fail(error);
}

/** The lock and Chromium's own files go with the library: two libraries may be open side by side. */
function keepWindowFilesIn(home: string): void {
  const folder = path.join(openHome(home).directory, 'window');
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}

async function start({ home, engine }: LaunchOptions): Promise<void> {
  const application = await openApplication({
    front: 'electron',
    engine,
    ...(home === null ? {} : { home }),
  });
  log = application.log;
  const folders = findAppFolders(process.resourcesPath);
  const show = (): void => {
    window ??= showWindow(application, folders.preloadScript);
  };
  quitAfterClosing(application);
  serveAppProtocol(
    createPages({
      rendererDirectory: folders.renderer,
      thumbnail: (imageId) => application.thumbnail(imageId),
      picture: (kind, id) => application.picture(kind, id),
    }),
    log,
  );
  registerIpc({ application, log, findWindow: () => window });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      makeMenu({
        platform: process.platform,
        isPackaged: app.isPackaged,
        onOpenDataFolder: () => void shell.openPath(application.home.directory),
        onOpenLogs: () => void shell.openPath(application.home.logsDirectory),
      }),
    ),
  );
  app.on('activate', show);
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  show();
}

function showWindow({ log }: Application, preloadScript: string): BrowserWindow {
  const opened = openWindow({ preloadScript, log });
  recoverWindow(opened, log);
  opened.on('closed', () => {
    window = null;
  });
  return opened;
}

function focusWindow(): void {
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}

/** Quits once the library and the trainer are closed, whatever began the quitting. */
function quitAfterClosing(application: Application): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void application
      .close()
      .catch((error: unknown) => {
        application.log.error({ error }, 'closing failed');
      })
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}

/** What stops the app: the reason in a dialog, since there may be no window to show it in. */
function fail(error: unknown): void {
  log?.fatal({ error }, 'the app had to stop');
  dialog.showErrorBox('Negatoscope has to stop', toAppError(error).message);
  app.exit(1);
}
