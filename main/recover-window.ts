import { dialog, type BrowserWindow } from 'electron';
import type { Log } from './log.ts';
import { decideRecovery, type Recovery } from './recovery.ts';

/**
 * Brings back a window whose page's process died, and says so. The app's work goes on meanwhile: it is done in
 * other processes. A page that dies again at once is not reloaded unless asked to.
 */
export function recoverWindow(window: BrowserWindow, log: Log): void {
  let lastCrashMs: number | null = null;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    const recovery = decideRecovery(reason, lastCrashMs, Date.now());
    lastCrashMs = Date.now();
    if (recovery === 'none' || window.isDestroyed()) return;
    log.error({ reason, exitCode, recovery }, 'the window crashed');
    if (recovery === 'reload') window.webContents.reload();
    void tell(window, recovery, reason === 'oom');
  });
}

async function tell(
  window: BrowserWindow,
  recovery: Exclude<Recovery, 'none'>,
  isMemory: boolean,
): Promise<void> {
  const cause = isMemory ? 'It ran out of memory.' : 'Its process ended unexpectedly.';
  const isReloaded = recovery === 'reload';
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: isReloaded ? 'The window had to be reloaded.' : 'The window stopped again.',
    detail: `${cause} Imports and training are not affected: they go on in processes of their own.`,
    buttons: isReloaded ? ['OK'] : ['Reload', 'Close the window'],
    defaultId: 0,
    noLink: true,
  });
  if (isReloaded || window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.destroy();
}
