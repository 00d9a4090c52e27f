import { dialog, type BrowserWindow } from 'electron';
import type { Log } from './log.ts';
import type { CrashTexts, ShellTexts } from './shell-texts.ts';
import { decideRecovery, type Recovery } from './recovery.ts';

/**
 * Brings back a window whose page's process died, and says so. The app's work goes on meanwhile: it is done in
 * other processes. A page that dies again at once is not reloaded unless asked to.
 */
export function recoverWindow(window: BrowserWindow, log: Log, readTexts: () => ShellTexts): void {
  let lastCrashMs: number | null = null;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    const recovery = decideRecovery(reason, lastCrashMs, Date.now());
    lastCrashMs = Date.now();
    if (recovery === 'none' || window.isDestroyed()) return;
    log.error({ reason, exitCode, recovery }, 'the window crashed');
    if (recovery === 'reload') window.webContents.reload();
    void tell(window, recovery, { isMemory: reason === 'oom', texts: readTexts().crash });
  });
}

async function tell(
  window: BrowserWindow,
  recovery: Exclude<Recovery, 'none'>,
  { isMemory, texts }: { readonly isMemory: boolean; readonly texts: CrashTexts },
): Promise<void> {
  const isReloaded = recovery === 'reload';
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: isReloaded ? texts.reloaded : texts.again,
    detail: `${isMemory ? texts.memory : texts.unexpected} ${texts.unaffected}`,
    buttons: isReloaded ? [texts.ok] : [texts.reload, texts.close],
    defaultId: 0,
    noLink: true,
  });
  if (isReloaded || window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.destroy();
}
