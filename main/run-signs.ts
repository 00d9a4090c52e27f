import { Notification } from 'electron';
import type { MainWindow } from './main-window.ts';
import type { RunSigns } from './run-watch.ts';
import type { ShellTexts } from './shell-texts.ts';

/**
 * Shows runs on the taskbar or dock, and tells the end of one by a notification where nobody looks at the
 * window. Pressing it leads to the run.
 */
export function createRunSigns(window: MainWindow, readTexts: () => ShellTexts): RunSigns {
  return {
    showProgress(share) {
      window.current?.setProgressBar(share ?? -1);
    },
    announceEnd({ run, name, status }) {
      if (window.current?.isFocused() === true || !Notification.isSupported()) return;
      const notification = new Notification({ title: name, body: readTexts().ended[status] });
      notification.on('click', () => {
        window.ask({ to: 'open', hash: `#/runs/${run}` });
      });
      notification.show();
    },
  };
}
