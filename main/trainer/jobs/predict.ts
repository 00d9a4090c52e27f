import { AppError } from '../../../shared/ipc/app-error.ts';
import type { PredictCommand } from '../../../shared/trainer-protocol.ts';
import type { JobContext } from '../job-runner.ts';

export async function predict(_command: PredictCommand, _context: JobContext): Promise<void> {
  throw new AppError('unexpected', 'not built yet');
}
