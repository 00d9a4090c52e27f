import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { callChannel, eventChannel } from '../shared/ipc/channels.ts';

/** What the window gets of the world outside its sandbox: `window.api`, and nothing else. */
const bridge = {
  /** Calls a method of the contract; resolves with the answer's envelope, which the window parses. */
  call(method: string, input: unknown): Promise<unknown> {
    return ipcRenderer.invoke(callChannel, method, input);
  },

  /** Listens to pushed events; returns what ends it. */
  onEvent(listener: (event: unknown) => void): () => void {
    const hear = (_: IpcRendererEvent, event: unknown): void => {
      listener(event);
    };
    ipcRenderer.on(eventChannel, hear);
    return () => {
      ipcRenderer.removeListener(eventChannel, hear);
    };
  },

  /** Where a dropped or chosen file lies; null for one that is not on a disk. */
  pathForFile(file: File): string | null {
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : path;
  },
};

contextBridge.exposeInMainWorld('api', bridge);
