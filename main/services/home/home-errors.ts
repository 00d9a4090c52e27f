import { AppError } from '../../../shared/ipc/app-error.ts';

export function toHomeBusyError(home: string): AppError {
  return new AppError(
    'home-busy',
    `The library in ${home} is at work, or another Negatoscope process has it open. Wait for runs, studies, imports and predictions to end, or stop them; close other windows and commands; then try again.`,
    { path: home },
  );
}

export function toHomeMovingError(home: string): AppError {
  return new AppError(
    'home-busy',
    `The library in ${home} is being moved to another folder. Wait for the end of that, or cancel it.`,
    { moving: home },
  );
}

export function toHomeMovedError(home: string): AppError {
  return new AppError(
    'home-moved',
    `The library was moved to ${home}. Start Negatoscope again to open it there.`,
    { path: home },
  );
}

export function toHomeNamedError(home: string): AppError {
  return new AppError(
    'home-named',
    `The data folder ${home} was named with --home, and stays where that says. Close the app, copy the folder, and name the copy with --home.`,
    { path: home },
  );
}
