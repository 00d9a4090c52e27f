import { isKeptRun } from '../../db/kept-runs.ts';
import { endRun, listAliveRuns } from '../../db/runs.ts';
import type { ServiceContext } from '../service-context.ts';
import { describeInterruption } from './describe-interruption.ts';

/**
 * Marks the runs whose owner is gone as interrupted. A process that is killed cannot say so itself, so this
 * is found out whenever runs are looked at. Those that wait in a window's queue wait on: nothing of them is lost.
 *
 * @returns the ids of the runs it marked
 */
export function interruptOrphans(
  context: Pick<ServiceContext, 'database' | 'home' | 'locks' | 'log'>,
): number[] {
  const { database, locks, log } = context;
  const orphans = listAliveRuns(database).filter(
    ({ id, owner }) => !locks.isSessionAlive(owner) && !isKeptRun(database, id),
  );
  return orphans.flatMap((run) => {
    const reason = describeInterruption(context, run.id, 'process-lost');
    if (!endRun(database, run, { status: 'interrupted', reason })) return [];
    log.warn({ run: run.id }, 'run found without its process');
    return [run.id];
  });
}
