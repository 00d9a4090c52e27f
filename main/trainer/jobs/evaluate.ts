import { AppError } from '../../../shared/ipc/app-error.ts';
import type { EvaluateCommand } from '../../../shared/trainer-protocol.ts';
import type { JobContext } from '../job-runner.ts';

export async function evaluate(_command: EvaluateCommand, _context: JobContext): Promise<void> {
  throw new AppError('unexpected', 'not built yet');
}
