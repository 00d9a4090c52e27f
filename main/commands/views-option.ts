import { mostViews } from '../../shared/domain/views.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { readWholeNumber } from './read-number.ts';

/** Declared alike by every command that asks a model. */
export const viewsOption = [
  '--tta <views>',
  `test-time augmentation: the mean over 1 to ${mostViews} views of an image, itself and mild fixed changes of it`,
] as const;

/** How many views `--tta` asks for; 1 where it is not given. @throws AppError usage-wrong */
export function readViews(text: string | undefined): number {
  if (text === undefined) return 1;
  const views = readWholeNumber('--tta', text);
  if (views >= 1 && views <= mostViews) return views;
  throw new AppError(
    'usage-wrong',
    `--tta takes the number of views, 1 (none but the image itself) to ${mostViews}; it was given "${text}".`,
    { option: '--tta' },
  );
}
