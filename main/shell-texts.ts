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
  readonly ended: Readonly<Record<EndStatus, string>>;
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
    ended: {
      completed: 'Training is complete.',
      stopped: 'Training was stopped. What it learned is kept.',
      interrupted: 'Training was interrupted. It can be resumed.',
      failed: 'Training failed.',
    },
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
    ended: {
      completed: 'Huấn luyện đã hoàn thành.',
      stopped: 'Huấn luyện đã dừng. Những gì đã học được giữ lại.',
      interrupted: 'Huấn luyện bị gián đoạn. Có thể tiếp tục.',
      failed: 'Huấn luyện thất bại.',
    },
  },
};

/**
 * The words in the language that was chosen.
 *
 * @param systemLocale the system's, such as `vi-VN`, for who follows the system
 */
export function chooseShellTexts(choice: LanguageChoice, systemLocale: string): ShellTexts {
  if (choice !== 'system') return texts[choice];
  return systemLocale.toLowerCase().split('-')[0] === 'vi' ? texts.vi : texts.en;
}
