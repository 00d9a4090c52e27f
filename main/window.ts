import { BrowserWindow, type Session } from 'electron';
import { appAddress } from '../shared/ipc/channels.ts';
import type { Log } from './log.ts';
import { isAllowedPermission, isAppAddress, isLocalAddress } from './window-policy.ts';

/** The dark theme's `--surface`, so that no white flashes in a dark room before the page is drawn. */
const backgroundColor = '#0e0e0f';

export interface WindowOptions {
  readonly preloadScript: string;
  readonly log: Log;
}

/**
 * Opens the app's window: sandboxed, isolated, and unable to leave the app's own pages, open another window or
 * reach a network. It is shown once its first frame is drawn.
 */
export function openWindow({ preloadScript, log }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Negatoscope',
    backgroundColor,
    webPreferences: {
      preload: preloadScript,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // It would fetch dictionaries from the network.
      spellcheck: false,
    },
  });
  confine(window, log);
  denyPermissions(window.webContents.session);
  blockNetwork(window.webContents.session, log);
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(appAddress);
  return window;
}

/** Keeps the window on the app's own pages. */
function confine(window: BrowserWindow, log: Log): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => {
    log.warn('a new window was refused');
    return { action: 'deny' };
  });
  webContents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isAppAddress(event.url)) return;
    event.preventDefault();
    log.warn('a navigation was refused');
  });
  webContents.on('will-redirect', (event) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, answer) => {
    answer(isAllowedPermission(permission));
  });
  session.setPermissionCheckHandler((_, permission) => isAllowedPermission(permission));
  session.setDevicePermissionHandler(() => false);
}

/** Nothing leaves the machine: a request for anything but the app's own addresses fails here. */
function blockNetwork(session: Session, log: Log): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const isBlocked = !isLocalAddress(details.url);
    if (isBlocked) log.warn({ resourceType: details.resourceType }, 'a request to the network was refused');
    answer({ cancel: isBlocked });
  });
}
