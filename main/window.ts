import { BrowserWindow, screen, type Session } from 'electron';
import { appAddress } from '../shared/ipc/channels.ts';
import type { Log } from './log.ts';
import { isAllowedPermission, isAppAddress, isLocalAddress } from './window-policy.ts';
import { chooseBounds, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  readonly preloadScript: string;
  readonly log: Log;
  /** Of the window before its page is drawn. */
  readonly backgroundColor: string;
  /** Where the window's place is kept. */
  readonly stateFile: string;
  /** What the page shows first, such as `#/runs/5`; empty for the start. */
  readonly hash: string;
}

/**
 * Opens the app's window: sandboxed, isolated, and unable to leave the app's own pages, open another window or
 * reach a network. It opens where it stood last, and is shown once its first frame is drawn.
 */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { preloadScript, log, backgroundColor, stateFile, hash } = options;
  const state = readWindowState(stateFile);
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...chooseBounds(state, workAreas),
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
  keepPlace(window, stateFile);
  window.once('ready-to-show', () => {
    // Showing it as well, which is too soon before the first frame.
    if (state?.isMaximized === true) window.maximize();
    window.show();
  });
  void window.loadURL(`${appAddress}${hash}`);
  return window;
}

/** Stores where the window stands when it closes. */
function keepPlace(window: BrowserWindow, stateFile: string): void {
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
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
