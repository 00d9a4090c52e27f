import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, Menu, nativeTheme, shell } from 'electron';
import type { AppSettings, LanguageChoice } from '../shared/domain/app-settings.ts';
import { AppError, toAppError } from '../shared/ipc/app-error.ts';
import { describeMessage } from '../shared/text/describe-message.ts';
import { findAppFolders } from './app-folders.ts';
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts';
import { openApplication, type Application } from './application.ts';
import { openHome } from './home.ts';
import { registerIpc } from './ipc/register.ts';
import { parseLaunchOptions, type LaunchOptions } from './launch-options.ts';
import type { Log } from './log.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { makeMenu } from './menu.ts';
import { findOpenedWith, toHash, type OpenedWith } from './opened-with.ts';
import { createPages } from './pages.ts';
import { recoverWindow } from './recover-window.ts';
import { createRunSigns } from './run-signs.ts';
import { createRunWatch } from './run-watch.ts';
import { chooseShellLanguage, chooseShellTexts, type ShellTexts } from './shell-texts.ts';
import { chooseBackground } from './window-theme.ts';
import { openWindow } from './window.ts';

// Electron's entry: lifecycle wiring only.

let log: Log | null = null;
let window: MainWindow | null = null;
/** What the app was opened with and no page has taken yet. */
const opened: string[] = [];

process.on('uncaughtException', fail);
try {
  const options = parseLaunchOptions(process.argv.slice(1), process.cwd());
  registerAppScheme();
  if (options.home !== null) keepWindowFilesIn(options.home);
  if (app.requestSingleInstanceLock()) {
    const first = readArguments(process.argv, process.cwd());
    opened.push(...first.paths);
    hearOpening();
    void app
      .whenReady()
      .then(() => start(options, first.hash ?? ''))
      .catch(fail);
  } else app.quit();
} catch (error) {
  fail(error);
}

/** The lock and Chromium's own files go with the library: two libraries may be open side by side. */
function keepWindowFilesIn(home: string): void {
  const folder = path.join(openHome(home).directory, 'window');
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}

function readArguments(argv: readonly string[], workingFolder: string): OpenedWith {
  // From the repository, Electron is given the app's folder first.
  const args = argv.slice(app.isPackaged ? 1 : 2);
  return findOpenedWith(args, workingFolder, existsSync);
}

/** Files, folders and links that another start of the app brings, or the system. */
function hearOpening(): void {
  app.on('second-instance', (_, argv, workingFolder) => {
    open(readArguments(argv, workingFolder));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    open({ paths: [file], hash: null });
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    open({ paths: [], hash: toHash(address) });
  });
}

function open({ paths, hash }: OpenedWith): void {
  opened.push(...paths);
  if (paths.length > 0) window?.ask({ to: 'take-opened' });
  else if (hash !== null) window?.ask({ to: 'open', hash });
  else window?.show();
}

async function start({ home, engine }: LaunchOptions, hash: string): Promise<void> {
  const application = await openApplication({
    front: 'electron',
    engine,
    desktop: { openFolder, takeOpenedPaths: () => opened.splice(0) },
    ...(home === null ? {} : { home }),
  });
  log = application.log;
  let settings = await application.call('settings:show', {});
  const readTexts = () => chooseShellTexts(settings.language, app.getLocale());
  const main = createMainWindow((place) => showWindow(application, settings, { hash: place, readTexts }));
  window = main;
  quitAfterClosing(application);
  serveAppProtocol(createAppPages(application), application.log);
  registerIpc({ application, log: application.log, findWindow: () => main.current });
  const dress = (): void => {
    nativeTheme.themeSource = settings.theme;
    main.current?.setBackgroundColor(chooseBackground(settings.theme, nativeTheme.shouldUseDarkColors));
    setMenu(main, settings, application);
  };
  const watchRuns = createRunWatch(createRunSigns(main, readTexts));
  application.subscribe((event) => {
    watchRuns(event);
    if (event.name === 'home:move-ended' && event.payload.error === null) startAgain();
    if (event.name !== 'settings:changed') return;
    settings = event.payload;
    dress();
  });
  app.on('activate', () => main.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  dress();
  main.ask({ to: 'open', hash });
}

/** Opens the app anew, as it was opened: the library was moved, and everything here knows its former place. */
function startAgain(): void {
  app.relaunch();
  app.quit();
}

function createAppPages(application: Application): ReturnType<typeof createPages> {
  return createPages({
    rendererDirectory: findAppFolders(process.resourcesPath).renderer,
    thumbnail: (imageId) => application.thumbnail(imageId),
    picture: (...wanted) => application.picture(...wanted),
  });
}

function setMenu(main: MainWindow, { language }: AppSettings, { home }: Application): void {
  const tellFailure = (error: unknown): void =>
    dialog.showErrorBox('Negatoscope', describeFailure(error, language));
  const template = makeMenu({
    platform: process.platform,
    isPackaged: app.isPackaged,
    texts: chooseShellTexts(language, app.getLocale()),
    onAsk: (asked) => main.ask(asked),
    onBack: () => main.goBack(),
    onForward: () => main.goForward(),
    onOpenDataFolder: () => void openFolder(home.directory).catch(tellFailure),
    onOpenLogs: () => void openFolder(home.logsDirectory).catch(tellFailure),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function showWindow(
  application: Application,
  settings: AppSettings,
  { hash, readTexts }: { readonly hash: string; readonly readTexts: () => ShellTexts },
) {
  const shown = openWindow({
    preloadScript: findAppFolders(process.resourcesPath).preloadScript,
    log: application.log,
    backgroundColor: chooseBackground(settings.theme, nativeTheme.shouldUseDarkColors),
    stateFile: path.join(app.getPath('userData'), 'window-state.json'),
    hash,
  });
  recoverWindow(shown, application.log, readTexts);
  return shown;
}

async function openFolder(directory: string): Promise<void> {
  const problem = await shell.openPath(directory);
  if (problem === '') return;
  throw new AppError('path-unreadable', `The folder ${directory} could not be shown: ${problem}.`, {
    path: directory,
  });
}

/** What went wrong, in the language that was chosen. */
function describeFailure(error: unknown, choice: LanguageChoice): string {
  const { code, message, details } = toAppError(error);
  return describeMessage({ key: code, message, details }, chooseShellLanguage(choice, app.getLocale()));
}

/** Quits once the library and the trainer are closed, whatever began the quitting. */
function quitAfterClosing(application: Application): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void application
      .close()
      .catch((error: unknown) => {
        application.log.error({ error }, 'closing failed');
      })
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}

/** What stops the app: the reason in a dialog, since there may be no window to show it in. */
function fail(error: unknown): void {
  log?.fatal({ error }, 'the app had to stop');
  // The library, which knows the language chosen, may be what failed.
  const { stopped } = chooseShellTexts('system', app.getLocale());
  dialog.showErrorBox(stopped, describeFailure(error, 'system'));
  app.exit(1);
}
