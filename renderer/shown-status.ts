import type { RunProgress } from '../shared/domain/run.ts';
import type { TrialStatus } from '../shared/domain/study.ts';

/** What a run, a trial or a study is shown as. A held run is still running to all but its reader. */
export type ShownStatus = TrialStatus | 'paused';

/** @param progress of the run; null where none has been told */
export function toShownStatus(status: TrialStatus, progress: Pick<RunProgress, 'phase'> | null): ShownStatus {
  return status === 'running' && progress?.phase === 'paused' ? 'paused' : status;
}
