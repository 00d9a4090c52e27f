import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { AppError } from '../../shared/ipc/app-error.ts';
import { callChannel, eventChannel } from '../../shared/ipc/channels.ts';
import type { AnswerEnvelope } from '../../shared/ipc/contract.ts';
import type { Application } from '../application.ts';
import type { Log } from '../log.ts';
import { isTrustedSender, type Sender } from '../window-policy.ts';

const callSchema = z.tuple([z.string(), z.unknown()]);

export interface IpcOptions {
  readonly application: Pick<Application, 'answer' | 'subscribe'>;
  readonly log: Log;
  /** The app's window; null while there is none. */
  readonly findWindow: () => BrowserWindow | null;
}

/**
 * Carries the API to the window: calls on one channel, pushed events on another. A call from anyone but the
 * app's own page is refused and logged as an error, since it means that the window was taken over.
 */
export function registerIpc({ application, log, findWindow }: IpcOptions): void {
  ipcMain.handle(callChannel, async (event, ...call: unknown[]): Promise<AnswerEnvelope> => {
    if (!isTrustedSender(toSender(event), findWindow()?.webContents.id ?? null)) {
      log.error({ sender: event.sender.id }, 'a call from an untrusted sender was refused');
      return refuse(new AppError('not-permitted', 'This page may not call Negatoscope.'));
    }
    const parsed = callSchema.safeParse(call);
    if (!parsed.success) {
      return refuse(new AppError('input-invalid', 'A call is the name of a method and its input.'));
    }
    const [method, input] = parsed.data;
    return await application.answer(method, input);
  });

  application.subscribe((event) => {
    const window = findWindow();
    if (window !== null && !window.isDestroyed()) window.webContents.send(eventChannel, event);
  });
}

function toSender({ sender, senderFrame }: IpcMainInvokeEvent): Sender {
  return {
    webContentsId: sender.id,
    frame: senderFrame === null ? null : { url: senderFrame.url, isTop: senderFrame.parent === null },
  };
}

function refuse(error: AppError): AnswerEnvelope {
  return { ok: false, error: error.toPayload() };
}
