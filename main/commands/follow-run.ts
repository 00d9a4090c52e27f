import type { Run } from '../../shared/domain/run.ts';
import type { Application } from '../application.ts';
import type { CommandContext } from './command-context.ts';
import { exitStatus } from './exit-status.ts';
import { formatEpoch, formatRun, formatRunProgress } from './format-run.ts';

/** How the command ends by how the run did. */
const statusOf: Readonly<Record<Run['status'], number>> = {
  completed: exitStatus.done,
  stopped: exitStatus.cancelled,
  interrupted: exitStatus.failed,
  failed: exitStatus.failed,
  queued: exitStatus.failed,
  running: exitStatus.failed,
};

/**
 * Waits for a run, showing where it stands, and prints what came of it. The first Ctrl-C stops the run, which
 * keeps its best weights.
 */
export async function followRun(context: CommandContext, library: Application, started: Run): Promise<void> {
  const { terminal } = context;
  const run = await watchRun(context, library, started);
  terminal.print(run, () => formatRun(run));
  endAsRun(context, run);
}

/** Ends the command as a run ended, and says how to go on with one that is not complete. */
export function endAsRun({ terminal, setExitStatus }: CommandContext, run: Run): void {
  if (run.status !== 'completed') terminal.note(explainEnd(run));
  setExitStatus(statusOf[run.status]);
}

/** Waits for a run, showing where it stands; Ctrl-C stops it. */
export async function watchRun(
  { terminal, onInterrupt }: CommandContext,
  library: Application,
  started: Run,
): Promise<Run> {
  const { run: runId, name, settings } = started;
  let lastReason: string | null = null;
  const unsubscribe = library.subscribe((event) => {
    if (event.name === 'run:progressed' && event.payload.run === runId) {
      terminal.showProgress(formatRunProgress(event.payload));
    } else if (event.name === 'run:epoch-ended' && event.payload.run === runId) {
      terminal.note(formatEpoch(event.payload.metrics, settings.epochs));
    } else if (event.name === 'run:changed' && event.payload.run === runId) {
      const { status, statusReason } = event.payload;
      const reason = statusReason?.message ?? null;
      if (status === 'queued' && reason !== null && reason !== lastReason) terminal.note(reason);
      lastReason = reason;
    }
  });
  terminal.note(`Run "${name}" (id ${runId}), seed ${settings.seed}.`);
  onInterrupt(() => void library.answer('runs:stop', { run: runId }));
  try {
    return await library.call('runs:wait', { run: runId });
  } finally {
    unsubscribe();
  }
}

function explainEnd({ name, status, statusReason }: Run): string {
  const reason = statusReason === null ? '' : ` ${statusReason.message}`;
  return `negatoscope: the run "${name}" ended as ${status}.${reason}\nTo go on: negatoscope runs resume "${name}"`;
}
