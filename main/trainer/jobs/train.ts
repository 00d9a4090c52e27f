import { AppError } from '../../../shared/ipc/app-error.ts';
import type { TrainCommand } from '../../../shared/trainer-protocol.ts';
import type { JobContext } from '../job-runner.ts';

export async function train(_command: TrainCommand, _context: JobContext): Promise<void> {
  throw new AppError('unexpected', 'not built yet');
}
