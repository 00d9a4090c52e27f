import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../shared/ipc/contract.ts';
import type { MenuRole, ShellTexts } from './shell-texts.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Reload and developer tools are for builds from the repository. */
  readonly isPackaged: boolean;
  readonly texts: ShellTexts;
  /** Asks the window for something, opening one where there is none. */
  readonly onAsk: (asked: EventPayload<'app:asked'>) => void;
  readonly onBack: () => void;
  readonly onForward: () => void;
  readonly onOpenDataFolder: () => void;
  readonly onOpenLogs: () => void;
}

/**
 * The native menu: the platform's own entries, the app's screens, and the way to what the app keeps. Keys that
 * the page hears itself are shown here and not taken.
 */
export function makeMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { texts } = options;
  const isMac = options.platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: texts.file, submenu: makeFileMenu(options, isMac) },
    { label: texts.edit, submenu: makeEditMenu(texts) },
    { label: texts.view, submenu: makeViewMenu(options) },
    { label: texts.go, submenu: makeGoMenu(options, isMac) },
    { role: 'windowMenu', label: texts.window, submenu: makeWindowMenu(texts, isMac) },
    { role: 'help', label: texts.help, submenu: makeHelpMenu(options) },
  ];
}

const separator = { type: 'separator' } as const;

function makeFileMenu({ texts, onAsk }: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    makePlace(texts.importImages, '#/library/import', onAsk, 'CmdOrCtrl+I'),
    makePlace(texts.newRun, '#/train', onAsk, 'CmdOrCtrl+N'),
    separator,
    { ...makePlace(texts.settings, '#/settings', onAsk, 'CmdOrCtrl+,'), registerAccelerator: false },
    separator,
    makeRole(texts, isMac ? 'close' : 'quit'),
  ];
}

function makeEditMenu(texts: ShellTexts): MenuItemConstructorOptions[] {
  const edit = (['cut', 'copy', 'paste', 'delete'] as const).map((role) => makeRole(texts, role));
  return [
    makeRole(texts, 'undo'),
    makeRole(texts, 'redo'),
    separator,
    ...edit,
    separator,
    makeRole(texts, 'selectAll'),
  ];
}

function makeWindowMenu(texts: ShellTexts, isMac: boolean): MenuItemConstructorOptions[] {
  const last = isMac ? [] : [makeRole(texts, 'close')];
  return [makeRole(texts, 'minimize'), makeRole(texts, 'zoom'), ...last];
}

function makeViewMenu({ texts, isPackaged }: MenuOptions): MenuItemConstructorOptions[] {
  const development: MenuItemConstructorOptions[] = [
    makeRole(texts, 'reload'),
    makeRole(texts, 'toggleDevTools'),
    separator,
  ];
  return [
    ...(isPackaged ? [] : development),
    makeRole(texts, 'resetZoom'),
    makeRole(texts, 'zoomIn'),
    makeRole(texts, 'zoomOut'),
    separator,
    makeRole(texts, 'togglefullscreen'),
  ];
}

function makeGoMenu(
  { texts, onAsk, onBack, onForward }: MenuOptions,
  isMac: boolean,
): MenuItemConstructorOptions[] {
  const heard = { registerAccelerator: false } as const;
  return [
    { label: texts.back, accelerator: isMac ? 'Cmd+[' : 'Alt+Left', ...heard, click: onBack },
    { label: texts.forward, accelerator: isMac ? 'Cmd+]' : 'Alt+Right', ...heard, click: onForward },
    separator,
    {
      label: texts.search,
      accelerator: 'CmdOrCtrl+K',
      ...heard,
      click: () => onAsk({ to: 'show', overlay: 'palette' }),
    },
    separator,
    makePlace(texts.library, '#/library', onAsk),
    makePlace(texts.runs, '#/runs', onAsk),
    makePlace(texts.diagnose, '#/diagnose', onAsk),
    makePlace(texts.patients, '#/patients', onAsk),
  ];
}

function makeHelpMenu({
  texts,
  onAsk,
  onOpenDataFolder,
  onOpenLogs,
}: MenuOptions): MenuItemConstructorOptions[] {
  return [
    makePlace(texts.guide, '#/help', onAsk),
    { label: texts.shortcuts, click: () => onAsk({ to: 'show', overlay: 'shortcuts' }) },
    separator,
    { label: texts.openDataFolder, click: onOpenDataFolder },
    { label: texts.openLogs, click: onOpenLogs },
    separator,
    makePlace(texts.about, '#/settings', onAsk),
  ];
}

/** An item that Electron does itself, which it would name in English. */
function makeRole({ roles }: ShellTexts, role: MenuRole): MenuItemConstructorOptions {
  return { role, label: roles[role] };
}

function makePlace(
  label: string,
  hash: string,
  onAsk: MenuOptions['onAsk'],
  accelerator?: string,
): MenuItemConstructorOptions {
  return {
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => onAsk({ to: 'open', hash }),
  };
}
