import type { BrowserWindow } from 'electron';
import { eventChannel } from '../shared/ipc/channels.ts';
import type { EventPayload } from '../shared/ipc/contract.ts';

/** What a window is asked to do from outside its page. */
export type Asked = EventPayload<'app:asked'>;

/** The app's one window, which may be closed while the app goes on. */
export interface MainWindow {
  /** Null while it is closed. */
  readonly current: BrowserWindow | null;
  /** Brings the window to the front, opening it where it is closed. */
  show(): void;
  /** Asks the page for something, in front of everything else. */
  ask(asked: Asked): void;
  goBack(): void;
  goForward(): void;
}

/** @param open makes a window whose page begins at a place such as `#/runs/5`, or at its start where empty */
export function createMainWindow(open: (hash: string) => BrowserWindow): MainWindow {
  let window: BrowserWindow | null = null;

  function openAt(hash: string): void {
    const opened = open(hash);
    window = opened;
    opened.on('closed', () => {
      window = null;
    });
  }

  function bringToFront(shown: BrowserWindow): void {
    if (shown.isMinimized()) shown.restore();
    shown.focus();
  }

  return {
    get current() {
      return window;
    },
    show() {
      if (window === null) openAt('');
      else bringToFront(window);
    },
    ask(asked) {
      // A page that opens takes what the app was opened with by itself.
      const hash = asked.to === 'open' ? asked.hash : '';
      if (window === null) {
        openAt(hash);
        return;
      }
      bringToFront(window);
      window.webContents.send(eventChannel, { name: 'app:asked', payload: asked });
    },
    goBack: () => window?.webContents.navigationHistory.goBack(),
    goForward: () => window?.webContents.navigationHistory.goForward(),
  };
}
