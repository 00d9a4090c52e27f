import { logError } from './log-error.ts';

/**
 * Frees what a job used, one after the other. An error in it is logged and not thrown, since it would take the
 * place of the one that ended the job.
 */
export function release(...actions: readonly (() => void)[]): void {
  for (const action of actions) {
    try {
      action();
    } catch (thrown) {
      logError('clean-up', thrown);
    }
  }
}
