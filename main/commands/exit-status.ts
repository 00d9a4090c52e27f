import type { AppErrorCode } from '../../shared/ipc/app-error.ts';

/** How a command ends, for scripts. Part of the command line's contract. */
export const exitStatus = {
  done: 0,
  failed: 1,
  usage: 2,
  cancelled: 130,
} as const;

/** What the user gave is wrong, and giving something else is the way out. */
const usageCodes: ReadonlySet<AppErrorCode> = new Set([
  'usage-wrong',
  'input-invalid',
  'path-not-found',
  'name-taken',
  'name-invalid',
  'pattern-invalid',
  'dataset-not-found',
  'preset-not-found',
  'setting-unknown',
  'setting-invalid',
  'network-invalid',
  'run-not-found',
  'study-not-found',
  'format-unknown',
]);

const cancelledCodes: ReadonlySet<AppErrorCode> = new Set(['import-cancelled', 'run-cancelled']);

/** The exit status of a command that ended with an error. */
export function toExitStatus(code: AppErrorCode): number {
  if (cancelledCodes.has(code)) return exitStatus.cancelled;
  return usageCodes.has(code) ? exitStatus.usage : exitStatus.failed;
}
