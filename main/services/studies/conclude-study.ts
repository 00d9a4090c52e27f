import {
  type StudyPlan,
  type StudyStatus,
  type Trial,
  isTrialComparable,
  isTrialDone,
} from '../../../shared/domain/study.ts';

import type { Message } from '../../../shared/ipc/message.ts';

/** How a study ended, and why in words where there is something to say. */
export interface StudyOutcome {
  readonly status: Exclude<StudyStatus, 'running'>;
  readonly reason: Message | null;
}

/** Whether a sweep's trials have trained as long as it allows them. */
export function isBudgetSpent(plan: StudyPlan, trials: readonly Trial[]): boolean {
  if (plan.kind !== 'sweep' || plan.minutes === null) return false;
  return trials.reduce((sum, { seconds }) => sum + seconds, 0) >= plan.minutes * 60;
}

/** Whether there are trials that resuming a study would make or go on with. */
export function hasWorkLeft(plan: StudyPlan, trials: readonly Trial[]): boolean {
  return !trials.every(isTrialDone) && !isBudgetSpent(plan, trials);
}

/** What a study has come to once every trial was looked at, or its budget is spent. */
export function concludeStudy(plan: StudyPlan, trials: readonly Trial[]): StudyOutcome {
  const planned = trials.length;
  const done = trials.filter(isTrialDone).length;
  const failed = trials.filter(({ status }) => status === 'failed');
  if (!trials.some(isTrialComparable) && failed[0] !== undefined) {
    return { status: 'failed', reason: failed[0].statusReason };
  }
  if (isBudgetSpent(plan, trials) && done < planned) {
    const message = `The time allowed is spent after ${done} of ${planned} trials.`;
    return {
      status: 'completed',
      reason: { code: 'study-time-spent', message, details: { done, trials: planned } },
    };
  }
  if (done < planned) {
    const left = planned - done;
    const message = `${left} of ${planned} trials were cut short. Resume the study to go on with them.`;
    return {
      status: 'interrupted',
      reason: { code: 'trials-cut-short', message, details: { left, trials: planned } },
    };
  }
  return {
    status: 'completed',
    reason: failed.length === 0 ? null : describeFailures(failed.length, planned),
  };
}

function describeFailures(failed: number, trials: number): Message {
  const message = `${failed} of ${trials} trials failed; each says why.`;
  return { code: 'trials-failed', message, details: { failed, trials } };
}

/** How a study was left before its trials were over. */
export type LeavingKind = 'study-stopped' | 'study-closed' | 'study-process-lost';

const leavings: Readonly<Record<LeavingKind, string>> = {
  'study-stopped': 'Stopped.',
  'study-closed': 'Negatoscope was closed before the study ended.',
  'study-process-lost': 'The process that worked on it ended without notice.',
};

/** Says how a study was left and what resuming it will do. */
export function describeLeaving(trials: readonly Trial[], kind: LeavingKind): Message {
  const done = trials.filter(isTrialDone).length;
  const message = `${leavings[kind]} ${done} of ${trials.length} trials are done; resuming goes on with the others.`;
  return { code: kind, message, details: { done, trials: trials.length } };
}
