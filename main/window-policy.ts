import { appHost, appScheme } from '../shared/ipc/channels.ts';

/** Whether an address is the app's own: only such pages may be shown, and only they may call the app. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${appScheme}:` && url.host === appHost;
}

/** Who sent a message over IPC. */
export interface Sender {
  readonly webContentsId: number;
  /** The frame it came from; null where the frame is gone. */
  readonly frame: { readonly url: string; readonly isTop: boolean } | null;
}

/**
 * Whether a message may be heeded: it comes from the top frame of the app's own window, and that frame shows a
 * page of the app.
 */
export function isTrustedSender(sender: Sender, windowContentsId: number | null): boolean {
  if (sender.webContentsId !== windowContentsId || sender.frame === null) return false;
  return sender.frame.isTop && isAppAddress(sender.frame.url);
}

/** Permissions that the page gets: to write to the clipboard on a click, and to fill the screen. */
export function isAllowedPermission(permission: string): boolean {
  return permission === 'clipboard-sanitized-write' || permission === 'fullscreen';
}

const localSchemes: ReadonlySet<string> = new Set([`${appScheme}:`, 'data:', 'blob:', 'devtools:']);

/** Whether the window may load an address at all. Nothing that needs a network is. */
export function isLocalAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && localSchemes.has(url.protocol);
}
