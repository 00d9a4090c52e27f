import type { RunProgress } from '../shared/domain/run.ts';
import { isTrialDone, type Study } from '../shared/domain/study.ts';
import { toRunShare } from './progress.ts';

/** How much of a study is done, from 0 to 1: its trials count alike, the one in hand by its epochs. */
export function toStudyShare(
  { trials }: Pick<Study, 'trials'>,
  progressOf: (run: number) => RunProgress | null,
): number {
  const shares = trials.map((trial) => {
    if (isTrialDone(trial)) return 1;
    const progress = trial.run === null ? null : progressOf(trial.run);
    return progress === null ? 0 : toRunShare(progress);
  });
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
}
