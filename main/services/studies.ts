import { setTimeout as sleep } from 'node:timers/promises';
import type { Reference } from '../../shared/domain/name.ts';
import type { Study, StudySummary } from '../../shared/domain/study.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import {
  deleteStudy,
  endStudy,
  listStudies,
  requestStudyStop,
  restartStudy,
  type StoredStudy,
} from '../db/studies.ts';
import { listTrials } from '../db/trials.ts';
import type { RunService } from './runs.ts';
import type { ServiceContext } from './service-context.ts';
import { describeLeaving, hasWorkLeft } from './studies/conclude-study.ts';
import { resolveStudy } from './studies/resolve-study.ts';
import { StudyRunner } from './studies/study-runner.ts';
import { toStudy, toStudySummary } from './studies/to-study.ts';

/** How often a study of another process is looked at while someone waits for it. */
const waitIntervalMs = 500;

/** The use cases of cross-validations and sweeps, named after the contract's methods. */
export interface StudyService {
  start(input: ParsedInput<'studies:start'>): Promise<Study>;
  wait(reference: Reference): Promise<Study>;
  list(): StudySummary[];
  show(reference: Reference): Study;
  /** Asks for a study to be stopped, whichever process works on it; one that is over stays as it is. */
  stop(reference: Reference): void;
  /** @throws AppError study-busy, study-not-resumable where nothing is left to make */
  resume(reference: Reference): Study;
  /** @throws AppError study-busy */
  delete(input: ParsedInput<'studies:delete'>): Promise<void>;
  /** Ends this application's studies as interrupted, to be resumed later. */
  close(): Promise<void>;
}

/** @param runs by whom its trials are made */
export function createStudyService(context: ServiceContext, runs: RunService): StudyService {
  const { database, publish, openSession, closing, doChore } = context;
  const runner = new StudyRunner(context, runs, announce);

  function announce(studyId: number): void {
    publish('study:changed', toStudySummary(database, resolveStudy(database, studyId)));
  }

  /** Sets studies of processes that are gone right, and the runs they had in hand. */
  function settle(): void {
    runs.settle();
    for (const study of listStudies(database)) {
      if (study.status === 'running' && !context.locks.isSessionAlive(study.owner)) interrupt(study);
    }
  }

  function interrupt(study: StoredStudy): void {
    const reason = describeLeaving(listTrials(database, study.id), 'study-process-lost');
    if (endStudy(database, study, { status: 'interrupted', reason })) announce(study.id);
  }

  function look(reference: Reference): StoredStudy {
    settle();
    return resolveStudy(database, reference);
  }

  return {
    async start(request) {
      const studyId = await doChore('create-study', { request, owner: openSession().id });
      // One that was made while the application closed is found without its process, and can be resumed.
      closing.throwIfAborted();
      runner.start(studyId);
      return toStudy(database, resolveStudy(database, studyId));
    },
    async wait(reference) {
      const { id } = look(reference);
      await runner.whenOver(id);
      for (;;) {
        const study = look(id);
        if (study.status !== 'running') return toStudy(database, study);
        await sleep(waitIntervalMs, null, { signal: closing });
      }
    },
    list() {
      settle();
      return listStudies(database).map((study) => toStudySummary(database, study));
    },
    show: (reference) => toStudy(database, look(reference)),
    stop(reference) {
      const study = look(reference);
      if (study.status !== 'running') return;
      requestStudyStop(database, study.id);
      for (const { run, status } of listTrials(database, study.id)) {
        if (run !== null && (status === 'queued' || status === 'running')) runs.stop(run);
      }
    },
    resume(reference) {
      const study = look(reference);
      if (study.status === 'running') throw toBusyError(study, 'resumed');
      if (!hasWorkLeft(study.plan, listTrials(database, study.id))) throw toNotResumableError(study);
      if (!restartStudy(database, study.id, openSession().id)) throw toBusyError(study, 'resumed');
      runner.start(study.id);
      return toStudy(database, resolveStudy(database, study.id));
    },
    async delete({ study: reference, isWithRuns }) {
      const study = look(reference);
      if (study.status === 'running') throw toBusyError(study, 'deleted');
      for (const { run } of isWithRuns ? listTrials(database, study.id) : []) {
        if (run !== null) await runs.delete(run);
      }
      deleteStudy(database, study.id);
      publish('study:deleted', { study: study.id });
    },
    close: () => runner.close(),
  };
}

function toBusyError({ id, name }: StoredStudy, verb: string): AppError {
  return new AppError(
    'study-busy',
    `The study "${name}" is running and cannot be ${verb} now. Wait for its end, or stop it first.`,
    { study: id, name },
  );
}

function toNotResumableError({ id, name, status }: StoredStudy): AppError {
  return new AppError(
    'study-not-resumable',
    `The study "${name}" is ${status}, and none of its trials is left to make. Start a new study.`,
    { study: id, name, status },
  );
}
