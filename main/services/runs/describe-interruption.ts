import type { Message } from '../../../shared/ipc/message.ts';
import { countEpochs } from '../../db/run-metrics.ts';
import type { ServiceContext } from '../service-context.ts';
import { hasCheckpoint } from './run-files.ts';

/** How a run lost its process: the application was closed, or the process vanished. */
export type InterruptionKind = 'app-closed' | 'process-lost';

const kinds: Record<InterruptionKind, string> = {
  'app-closed': 'Negatoscope was closed before the run ended.',
  'process-lost':
    'The process that trained it ended without notice: it was killed, it crashed, or the machine went down.',
};

/** Says how a run was interrupted and what resuming it will do. */
export function describeInterruption(
  { database, home }: Pick<ServiceContext, 'database' | 'home'>,
  runId: number,
  kind: InterruptionKind,
): Message {
  const epochs = countEpochs(database, runId);
  const canGoOn = hasCheckpoint(home.runDirectory(runId)) && epochs > 0;
  const wayOn = canGoOn
    ? `Resume it to go on from the end of epoch ${epochs}.`
    : 'It had not finished an epoch: resuming it starts over with the same seed.';
  return { code: kind, message: `${kinds[kind]} ${wayOn}`, details: canGoOn ? { epoch: epochs } : {} };
}
