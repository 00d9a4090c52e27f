import { AppError } from '../../../shared/ipc/app-error.ts';
import type { ModelCard, PixelFile } from '../../../shared/trainer-protocol.ts';

/**
 * Sees that images have the size a model takes.
 *
 * @throws AppError `input-invalid`
 */
export function requireSameSize({ imageSize }: PixelFile, card: ModelCard): void {
  if (imageSize === card.imageSize) return;
  throw new AppError(
    'input-invalid',
    `The images are ${imageSize} pixels wide, but the model takes ${card.imageSize}. Read them again at that size.`,
    { expected: card.imageSize, received: imageSize },
  );
}

/**
 * Ends a job that was stopped: a part of the predictions would be taken for all of them.
 *
 * @param result null where the job was stopped
 * @throws AppError `run-cancelled`
 */
export function requireNotStopped<Result>(result: Result | null): asserts result is Result {
  if (result === null) throw new AppError('run-cancelled', 'The predictions were stopped before their end.');
}
