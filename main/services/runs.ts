import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchMetrics } from '../../shared/domain/metric.ts';
import type { Reference } from '../../shared/domain/name.ts';
import type { Run, RunProgress, RunSummary } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import { listBatches } from '../db/run-metrics.ts';
import { listRuns, requestRunStop, requeueRun, type StoredRun } from '../db/runs.ts';
import type { DatasetService } from './datasets.ts';
import { createRun } from './runs/create-run.ts';
import { deleteRun } from './runs/delete-run.ts';
import { exportRun } from './runs/export-run.ts';
import { interruptOrphans } from './runs/interrupt-orphans.ts';
import { resolveRun, resolveRunWithModel } from './runs/resolve-run.ts';
import { RunQueue } from './runs/run-queue.ts';
import { toRun, toRunSummary } from './runs/to-run.ts';
import type { ServiceContext } from './service-context.ts';

/** How often a run of another process is looked at while someone waits for it. */
const waitIntervalMs = 500;

/** The use cases of runs, named after the contract's methods. */
export interface RunService {
  start(input: ParsedInput<'runs:start'>): Run;
  wait(reference: Reference): Promise<Run>;
  list(): RunSummary[];
  show(reference: Reference): Run;
  listBatches(reference: Reference): BatchMetrics[];
  listProgress(): RunProgress[];
  /** Asks for a run to be stopped, whichever process trains it; one that is over stays as it is. */
  stop(reference: Reference): void;
  resume(reference: Reference): Run;
  delete(reference: Reference): Promise<void>;
  export(input: ParsedInput<'runs:export'>): Promise<MethodOutput<'runs:export'>>;
  /** Ends this application's runs as interrupted, to be resumed later. */
  close(): Promise<void>;
}

/** @param datasets whom a run asks for its images */
export function createRunService(
  context: ServiceContext,
  datasets: Pick<DatasetService, 'resolve'>,
): RunService {
  const { database, publish, openSession } = context;
  const queue = new RunQueue(context);

  /** Finds a run as it stands now, with runs of processes that are gone set right first. */
  function look(reference: Reference): StoredRun {
    queue.storeEnds();
    settleOrphans();
    return resolveRun(database, reference);
  }

  function settleOrphans(): void {
    for (const runId of interruptOrphans(context)) {
      publish('run:changed', toRunSummary(context, resolveRun(database, runId)));
    }
  }

  return {
    start(input) {
      const runId = createRun(context, datasets, input);
      queue.add(runId);
      return toRun(context, resolveRun(database, runId));
    },
    async wait(reference) {
      const { id } = look(reference);
      await queue.whenOver(id);
      for (;;) {
        const run = look(id);
        if (!isAlive(run)) return toRun(context, run);
        queue.throwUnstored(id);
        await sleep(waitIntervalMs, null, { signal: context.closing });
      }
    },
    list() {
      queue.storeEnds();
      settleOrphans();
      return listRuns(database).map((run) => toRunSummary(context, run));
    },
    show: (reference) => toRun(context, look(reference)),
    listBatches: (reference) => listBatches(database, resolveRun(database, reference).id),
    listProgress: () => queue.listProgress(),
    stop(reference) {
      const run = look(reference);
      // One that is over by now needs no stopping: whoever asked may have been a moment late.
      if (!isAlive(run)) return;
      requestRunStop(database, run.id);
      queue.stop(run.id);
    },
    resume(reference) {
      const run = look(reference);
      if (isAlive(run)) throw toBusyError(run, 'resumed');
      if (!requeueRun(database, run.id, openSession().id)) throw toNotResumableError(run);
      queue.add(run.id);
      return toRun(context, resolveRun(database, run.id));
    },
    async delete(reference) {
      const run = look(reference);
      if (isAlive(run)) throw toBusyError(run, 'deleted');
      await deleteRun(context, run);
      publish('run:deleted', { run: run.id });
    },
    export: ({ run, format, path }) => exportRun(resolveRunWithModel(context, run), format, path),
    close: () => queue.close(),
  };
}

function isAlive(run: StoredRun): boolean {
  return run.status === 'queued' || run.status === 'running';
}

function toBusyError(run: StoredRun, verb: string): AppError {
  return new AppError(
    'run-busy',
    `The run "${run.name}" is ${run.status} and cannot be ${verb} now. Wait for its end, or stop it first.`,
    { run: run.id, status: run.status },
  );
}

function toNotResumableError(run: StoredRun): AppError {
  return new AppError(
    'run-not-resumable',
    `The run "${run.name}" is ${run.status}: there is nothing left to train. Start a new run, with more epochs perhaps.`,
    { run: run.id, status: run.status },
  );
}
