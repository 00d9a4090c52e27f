import { setImmediate as giveWay, setTimeout as sleep } from 'node:timers/promises';
import type { BatchMetrics } from '../../shared/domain/metric.ts';
import type { Reference } from '../../shared/domain/name.ts';
import type { CheckpointFile, RunLogEntry } from '../../shared/domain/run-log.ts';
import type { RunRepetition } from '../../shared/domain/run-repetition.ts';
import type { Run, RunProgress, RunSummary } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import { listMembersOfAll } from '../db/ensembles.ts';
import { listEvaluations } from '../db/evaluations.ts';
import { listRunChanges } from '../db/run-changes.ts';
import { listBatches, summarizeEpochs } from '../db/run-metrics.ts';
import {
  endRun,
  listRuns,
  requestRunStop,
  requeueRun,
  setChosenThreshold,
  setRunAnnotation,
  type StoredRun,
} from '../db/runs.ts';
import { summarizeSplit } from '../db/splits.ts';
import { composeRunLog } from './runs/compose-run-log.ts';
import type { StudyTrial } from './runs/create-run.ts';
import { deleteRun } from './runs/delete-run.ts';
import { exportRun } from './runs/export-run.ts';
import { interruptOrphans } from './runs/interrupt-orphans.ts';
import { refuseMember } from './ensembles/refuse-member.ts';
import { resolveJudgingRun, resolveRun, resolveRunWithModel } from './runs/resolve-run.ts';
import { listCheckpoints } from './runs/run-files.ts';
import { RunQueue, stoppedBeforeStart } from './runs/run-queue.ts';
import { toRun, toRunSummary } from './runs/to-run.ts';
import type { ServiceContext } from './service-context.ts';

/** Runs that are listed before others are answered. */
const runsATurn = 250;

/** How often a run of another process is looked at while someone waits for it. */
const waitIntervalMs = 500;

/** The use cases of runs, named after the contract's methods. */
export interface RunService {
  /** @param trial of a study that the run is */
  start(input: ParsedInput<'runs:start'>, trial?: StudyTrial): Promise<Run>;
  wait(reference: Reference): Promise<Run>;
  list(): Promise<RunSummary[]>;
  /** Marks runs whose process is gone as interrupted. */
  settle(): void;
  show(reference: Reference): Run;
  listBatches(reference: Reference): BatchMetrics[];
  listProgress(): RunProgress[];
  /** This application's runs in the order of their turns. */
  listQueue(): number[];
  /** Takes over the runs that wait for a window, and has those that wait here outlive this application. */
  keepQueue(): void;
  /** @throws AppError run-busy where the run does not wait in this application's queue */
  move(reference: Reference, direction: 'earlier' | 'later'): void;
  /** Asks for a run to be stopped, whichever process trains it; one that is over stays as it is. */
  stop(reference: Reference): void;
  /** @throws AppError run-busy where this application doesn't train the run at the moment */
  hold(reference: Reference, action: 'pause' | 'continue'): void;
  resume(reference: Reference): Run;
  /** @throws AppError run-not-found, and what `repeatRun` throws */
  repeat(input: ParsedInput<'runs:repeat'>): Promise<Run>;
  /** @throws AppError run-not-found, input-invalid for a run that repeats none */
  showRepetition(reference: Reference): Promise<RunRepetition>;
  /** @throws AppError run-not-found, output-not-writable, disk-full */
  exportImages(reference: Reference, path: string): Promise<MethodOutput<'runs:export-images'>>;
  annotate(input: ParsedInput<'runs:annotate'>): RunSummary;
  /** @throws AppError run-busy, run-without-model */
  setThreshold(input: ParsedInput<'runs:set-threshold'>): Run;
  listLog(reference: Reference): RunLogEntry[];
  listCheckpoints(reference: Reference): CheckpointFile[];
  delete(reference: Reference): Promise<void>;
  export(input: ParsedInput<'runs:export'>): Promise<MethodOutput<'runs:export'>>;
  /** Ends this application's runs as interrupted, to be resumed later. */
  close(): Promise<void>;
}

export function createRunService(context: ServiceContext): RunService {
  const { database, home, publish, openSession, doChore, closing } = context;
  const queue = new RunQueue(context);

  /** Finds a run as it stands now, with runs of processes that are gone set right first. */
  function look(reference: Reference): StoredRun {
    settle();
    return resolveRun(database, reference);
  }

  function settle(): void {
    queue.storeEnds();
    for (const runId of interruptOrphans(context)) announce(runId);
  }

  /** A run that was made while the application closed is found without its process, and can be resumed. */
  function enqueue(runId: number): void {
    closing.throwIfAborted();
    queue.add(runId);
  }

  function announce(runId: number): RunSummary {
    const summary = toRunSummary(context, resolveRun(database, runId));
    publish('run:changed', summary);
    return summary;
  }

  return {
    async start(request, trial) {
      const runId = await doChore('create-run', { request, trial: trial ?? null, owner: openSession().id });
      enqueue(runId);
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
    async list() {
      settle();
      const epochs = summarizeEpochs(database);
      await giveWay();
      const members = listMembersOfAll(database);
      const stored = listRuns(database);
      const summaries: RunSummary[] = [];
      for (const [place, run] of stored.entries()) {
        // Files of a thousand runs take a while to look for.
        if (place % runsATurn === 0) await giveWay();
        summaries.push(
          toRunSummary(context, run, {
            epochs: epochs.get(run.id) ?? { epochsDone: 0, best: null },
            members: members.get(run.id) ?? [],
          }),
        );
      }
      return summaries;
    },
    settle,
    show: (reference) => toRun(context, look(reference)),
    listBatches: (reference) => listBatches(database, resolveRun(database, reference).id),
    listProgress: () => queue.listProgress(),
    listQueue: () => queue.list(),
    keepQueue: () => queue.keep(),
    move(reference, direction) {
      const run = look(reference);
      if (!queue.move(run.id, direction)) throw toNotWaitingError(run);
    },
    stop(reference) {
      const run = look(reference);
      // One that is over by now needs no stopping: whoever asked may have been a moment late.
      if (!isAlive(run)) return;
      requestRunStop(database, run.id);
      if (context.locks.isSessionAlive(run.owner)) queue.stop(run.id);
      else if (endRun(database, run, stoppedBeforeStart)) announce(run.id);
    },
    hold(reference, action) {
      const run = look(reference);
      if (!queue.hold(run.id, action)) throw toNotTrainingError(run);
    },
    resume(reference) {
      const run = look(reference);
      if (isAlive(run)) throw toBusyError(run, 'resumed');
      refuseMember(database, run, 'trained on');
      if (!requeueRun(database, run.id, openSession().id)) throw toNotResumableError(run);
      queue.add(run.id);
      return toRun(context, resolveRun(database, run.id));
    },
    async repeat({ run: reference, name }) {
      const run = look(reference).id;
      const runId = await doChore('repeat-run', { run, name, owner: openSession().id });
      enqueue(runId);
      return toRun(context, resolveRun(database, runId));
    },
    showRepetition: (reference) => doChore('describe-repetition', { run: look(reference).id }),
    exportImages: (reference, path) =>
      doChore('export-run-images', { run: resolveRun(database, reference).id, path }),
    annotate({ run: reference, ...changes }) {
      const run = look(reference);
      setRunAnnotation(database, run.id, {
        tags: [...new Set(changes.tags ?? run.tags)],
        note: changes.note ?? run.note,
        isPinned: changes.isPinned ?? run.isPinned,
        isArchived: changes.isArchived ?? run.isArchived,
      });
      return announce(run.id);
    },
    setThreshold({ run: reference, threshold }) {
      const run = look(reference);
      if (isAlive(run)) throw toBusyError(run, 'given another operating point');
      const { id } = resolveRunWithModel(context, run.id);
      setChosenThreshold(database, id, threshold);
      announce(id);
      return toRun(context, resolveRun(database, id));
    },
    listLog(reference) {
      const run = look(reference);
      return composeRunLog({
        createdAt: run.createdAt,
        changes: listRunChanges(database, run.id),
        evaluations: listEvaluations(database, run.id).filter(({ kind }) => kind === 'test'),
        warnings: summarizeSplit(database, run.splitId).notes,
      });
    },
    listCheckpoints: (reference) => listCheckpoints(home.runDirectory(resolveRun(database, reference).id)),
    async delete(reference) {
      const run = look(reference);
      if (isAlive(run)) throw toBusyError(run, 'deleted');
      refuseMember(database, run, 'deleted');
      await deleteRun(context, run);
      publish('run:deleted', { run: run.id });
    },
    export: ({ run, format, path }) => exportRun(resolveJudgingRun(context, run), format, path),
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
    { run: run.id, name: run.name, status: run.status },
  );
}

function toNotTrainingError(run: StoredRun): AppError {
  return new AppError(
    'run-busy',
    `The run "${run.name}" is ${run.status} and not in training here, so it cannot be paused or continued. A run can be paused from its first epoch on, in the window that trains it.`,
    { run: run.id, name: run.name, status: run.status },
  );
}

function toNotWaitingError(run: StoredRun): AppError {
  return new AppError(
    'run-busy',
    `The run "${run.name}" is ${run.status} and does not wait for its turn here, so it cannot be moved. Runs are moved in the application that queued them.`,
    { run: run.id, name: run.name, status: run.status },
  );
}

function toNotResumableError(run: StoredRun): AppError {
  return new AppError(
    'run-not-resumable',
    `The run "${run.name}" is ${run.status}: there is nothing left to train. Start a new run, with more epochs perhaps.`,
    { run: run.id, status: run.status },
  );
}
