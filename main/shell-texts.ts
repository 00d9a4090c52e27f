import type { Language, LanguageChoice } from '../shared/domain/app-settings.ts';
import type { EndStatus } from './run-watch.ts';

/** Every word that the app says outside its page: in the native menu, in dialogs and in notifications. */
export interface ShellTexts {
  readonly file: string;
  readonly importImages: string;
  readonly newRun: string;
  readonly settings: string;
  readonly edit: string;
  readonly view: string;
  readonly go: string;
  readonly back: string;
  readonly forward: string;
  readonly search: string;
  readonly library: string;
  readonly runs: string;
  readonly diagnose: string;
  readonly patients: string;
  readonly window: string;
  readonly help: string;
  readonly shortcuts: string;
  readonly openDataFolder: string;
  readonly openLogs: string;
  readonly about: string;
  readonly guide: string;
  /** What Electron's own items do. */
  readonly roles: Readonly<Record<MenuRole, string>>;
  readonly ended: Readonly<Record<EndStatus, string>>;
  readonly crash: CrashTexts;
  /** Title of the dialog of what stops the app. */
  readonly stopped: string;
}

export type MenuRole =
  | 'close'
  | 'quit'
  | 'reload'
  | 'toggleDevTools'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'delete'
  | 'selectAll'
  | 'minimize'
  | 'zoom';

/** What the window says of itself when its page's process died. */
export interface CrashTexts {
  readonly reloaded: string;
  readonly again: string;
  readonly memory: string;
  readonly unexpected: string;
  readonly unaffected: string;
  readonly ok: string;
  readonly reload: string;
  readonly close: string;
}

const texts: Readonly<Record<Language, ShellTexts>> = {
  en: {
    file: 'File',
    importImages: 'Import Images…',
    newRun: 'New Run',
    settings: 'Settings',
    edit: 'Edit',
    view: 'View',
    go: 'Go',
    back: 'Back',
    forward: 'Forward',
    search: 'Go To or Do…',
    library: 'Library',
    runs: 'Runs',
    diagnose: 'Diagnose',
    patients: 'Patients',
    window: 'Window',
    help: 'Help',
    shortcuts: 'Keyboard Shortcuts',
    openDataFolder: 'Open Data Folder',
    openLogs: 'Open Logs',
    about: 'About Negatoscope',
    guide: 'User Guide',
    roles: {
      close: 'Close',
      quit: 'Exit',
      reload: 'Reload',
      toggleDevTools: 'Developer Tools',
      resetZoom: 'Actual Size',
      zoomIn: 'Zoom In',
      zoomOut: 'Zoom Out',
      togglefullscreen: 'Full Screen',
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      delete: 'Delete',
      selectAll: 'Select All',
      minimize: 'Minimize',
      zoom: 'Zoom',
    },
    ended: {
      completed: 'Training is complete.',
      stopped: 'Training was stopped. What it learned is kept.',
      interrupted: 'Training was interrupted. It can be resumed.',
      failed: 'Training failed.',
    },
    crash: {
      reloaded: 'The window had to be reloaded.',
      again: 'The window stopped again.',
      memory: 'It ran out of memory.',
      unexpected: 'Its process ended unexpectedly.',
      unaffected: 'Imports and training are not affected: they go on in processes of their own.',
      ok: 'OK',
      reload: 'Reload',
      close: 'Close the window',
    },
    stopped: 'Negatoscope has to stop',
  },
  vi: {
    file: 'Tệp',
    importImages: 'Nhập ảnh…',
    newRun: 'Lần chạy mới',
    settings: 'Thiết lập',
    edit: 'Sửa',
    view: 'Xem',
    go: 'Đi đến',
    back: 'Quay lại',
    forward: 'Tiến tới',
    search: 'Đi đến hoặc thực hiện…',
    library: 'Thư viện',
    runs: 'Các lần chạy',
    diagnose: 'Chẩn đoán',
    patients: 'Bệnh nhân',
    window: 'Cửa sổ',
    help: 'Trợ giúp',
    shortcuts: 'Phím tắt',
    openDataFolder: 'Mở thư mục dữ liệu',
    openLogs: 'Mở nhật ký',
    about: 'Giới thiệu Negatoscope',
    guide: 'Hướng dẫn sử dụng',
    roles: {
      close: 'Đóng',
      quit: 'Thoát',
      reload: 'Tải lại',
      toggleDevTools: 'Công cụ phát triển',
      resetZoom: 'Cỡ thực',
      zoomIn: 'Phóng to',
      zoomOut: 'Thu nhỏ',
      togglefullscreen: 'Toàn màn hình',
      undo: 'Hoàn tác',
      redo: 'Làm lại',
      cut: 'Cắt',
      copy: 'Sao chép',
      paste: 'Dán',
      delete: 'Xóa',
      selectAll: 'Chọn tất cả',
      minimize: 'Thu nhỏ cửa sổ',
      zoom: 'Phóng cửa sổ',
    },
    ended: {
      completed: 'Huấn luyện đã hoàn thành.',
      stopped: 'Huấn luyện đã dừng. Những gì đã học được giữ lại.',
      interrupted: 'Huấn luyện bị gián đoạn. Có thể tiếp tục.',
      failed: 'Huấn luyện thất bại.',
    },
    crash: {
      reloaded: 'Cửa sổ đã phải tải lại.',
      again: 'Cửa sổ lại ngừng hoạt động.',
      memory: 'Cửa sổ đã hết bộ nhớ.',
      unexpected: 'Tiến trình của cửa sổ kết thúc đột ngột.',
      unaffected: 'Việc nhập ảnh và huấn luyện không bị ảnh hưởng: chúng chạy trong các tiến trình riêng.',
      ok: 'OK',
      reload: 'Tải lại',
      close: 'Đóng cửa sổ',
    },
    stopped: 'Negatoscope phải dừng lại',
  },
};

/**
 * The words in the language that was chosen.
 *
 * @param systemLocale the system's, such as `vi-VN`, for who follows the system
 */
export function chooseShellTexts(choice: LanguageChoice, systemLocale: string): ShellTexts {
  return texts[chooseShellLanguage(choice, systemLocale)];
}

/** The language that was chosen; the system's own where it is to be followed and is spoken, else English. */
export function chooseShellLanguage(choice: LanguageChoice, systemLocale: string): Language {
  if (choice !== 'system') return choice;
  return systemLocale.toLowerCase().split('-')[0] === 'vi' ? 'vi' : 'en';
}
