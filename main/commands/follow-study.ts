import type { Study, StudySummary } from '../../shared/domain/study.ts';
import type { Application } from '../application.ts';
import type { CommandContext } from './command-context.ts';
import { exitStatus } from './exit-status.ts';
import { formatRunProgress } from './format-run.ts';
import { formatStudy, formatTrialEnd, formatTrialSettings } from './format-study.ts';
import { formatAmount } from './format-values.ts';

/** How the command ends by how the study did. */
const statusOf: Readonly<Record<Study['status'], number>> = {
  completed: exitStatus.done,
  stopped: exitStatus.cancelled,
  interrupted: exitStatus.failed,
  failed: exitStatus.failed,
  running: exitStatus.failed,
};

/**
 * Waits for a study, showing where it stands, and prints what came of it. The first Ctrl-C stops it: what is
 * done is kept.
 */
export async function followStudy(
  context: CommandContext,
  library: Application,
  started: Study,
): Promise<void> {
  const study = await watchStudy(context, library, started);
  const { terminal } = context;
  terminal.print(study, () => formatStudy(study));
  if (study.status === 'stopped' || study.status === 'interrupted') {
    terminal.note(`To go on: negatoscope studies resume "${study.name}"`);
  }
  context.setExitStatus(statusOf[study.status]);
}

async function watchStudy(
  { terminal, onInterrupt }: CommandContext,
  library: Application,
  started: Study,
): Promise<Study> {
  const { study: studyId, name, trialsPlanned } = started;
  const told = new Map(started.trials.map(({ number, status }) => [number, status]));
  let inHand = '';

  async function tellTrials({ study }: Pick<StudySummary, 'study'>): Promise<void> {
    for (const trial of (await library.call('studies:show', { study })).trials) {
      if (told.get(trial.number) === trial.status) continue;
      told.set(trial.number, trial.status);
      const head = `Trial ${trial.number} of ${trialsPlanned}`;
      if (trial.status === 'queued' || trial.status === 'running') {
        if (inHand === head) continue;
        inHand = head;
        terminal.note(`${head}: ${formatTrialSettings(trial.settings)}.`);
      } else {
        terminal.note(`${head}: ${formatTrialEnd(trial)}`);
      }
    }
  }

  const unsubscribe = library.subscribe((event) => {
    if (event.name === 'study:changed' && event.payload.study === studyId) {
      void tellTrials(event.payload).catch(() => undefined);
    } else if (event.name === 'run:progressed') {
      terminal.showProgress(`${inHand}  ${formatRunProgress(event.payload)}`);
    }
  });
  terminal.note(`Study "${name}" (id ${studyId}), ${formatAmount(trialsPlanned, 'trial')}.`);
  onInterrupt(() => void library.answer('studies:stop', { study: studyId }));
  try {
    await tellTrials(started);
    return await library.call('studies:wait', { study: studyId });
  } finally {
    unsubscribe();
  }
}
