import { AppError } from '../../../shared/ipc/app-error.ts';

/** @throws AppError evaluation-not-found */
export function refuseUnknownEvaluation(evaluation: number): never {
  throw new AppError(
    'evaluation-not-found',
    `There is no evaluation ${evaluation}: it was deleted with its run. Evaluate another run on the same images.`,
    { evaluation },
  );
}
