import type { Trial } from '../../../shared/domain/study.ts';
import { isTrialDone } from '../../../shared/domain/study.ts';
import { AppError, type AppErrorCode } from '../../../shared/ipc/app-error.ts';
import { isRunNameTaken } from '../../db/runs.ts';
import { endStudy, findStudy, isStudyStopRequested, type StoredStudy } from '../../db/studies.ts';
import { listTrials, setTrialFailure } from '../../db/trials.ts';
import { toMachineError } from '../../machine-error.ts';
import type { RunService } from '../runs.ts';
import { endWith, findFreeName } from '../runs/name-run.ts';
import type { ServiceContext } from '../service-context.ts';
import { concludeStudy, describeLeaving, isBudgetSpent, type StudyOutcome } from './conclude-study.ts';

/** What one trial's own settings can bring about; anything else would befall the next trial too. */
const trialFaults: ReadonlySet<AppErrorCode> = new Set([
  'setting-invalid',
  'network-invalid',
  'dataset-class-too-small',
]);

/** Makes the trials of this application's studies: each study's one after another, through the runs' queue. */
export class StudyRunner {
  readonly #context: ServiceContext;
  readonly #runs: RunService;
  readonly #announce: (studyId: number) => void;
  readonly #inWork = new Map<number, Promise<void>>();

  /** @param announce tells whoever watches that a study has changed */
  constructor(context: ServiceContext, runs: RunService, announce: (studyId: number) => void) {
    this.#context = context;
    this.#runs = runs;
    this.#announce = announce;
  }

  /** Begins with a study that is stored as running and owned by this application's session. */
  start(studyId: number): void {
    this.#inWork.set(
      studyId,
      this.#work(studyId).finally(() => this.#inWork.delete(studyId)),
    );
  }

  /** Resolves when a study of this application is over; null for one that is not in work here. */
  whenOver(studyId: number): Promise<void> | null {
    return this.#inWork.get(studyId) ?? null;
  }

  /** Resolves when nothing is in work any more. The context's `closing` has to be aborted before. */
  async close(): Promise<void> {
    await Promise.all(this.#inWork.values());
  }

  async #work(studyId: number): Promise<void> {
    const { database, openSession, log } = this.#context;
    log.info({ study: studyId }, 'study begun');
    const outcome = await this.#makeTrials(studyId).catch((thrown: unknown) => this.#giveUp(studyId, thrown));
    try {
      endStudy(database, { id: studyId, owner: openSession().id }, outcome);
      log.info({ study: studyId, status: outcome.status }, 'study over');
      this.#announce(studyId);
    } catch (error) {
      // It is then found without its process, once this one has ended.
      log.error({ study: studyId, error }, 'the end of a study was not stored');
    }
  }

  async #makeTrials(studyId: number): Promise<StudyOutcome> {
    const { database } = this.#context;
    for (const { number } of listTrials(database, studyId)) {
      const study = findStudy(database, studyId);
      const trials = listTrials(database, studyId);
      const trial = trials.find((each) => each.number === number);
      if (study === null || trial === undefined) return { status: 'stopped', reason: null };
      if (isTrialDone(trial)) continue;
      if (isBudgetSpent(study.plan, trials)) return concludeStudy(study.plan, trials);
      await this.#makeTrial(study, trial);
      const left = this.#findReasonToLeave(studyId);
      if (left !== null) return left;
    }
    const study = findStudy(database, studyId);
    if (study === null) return { status: 'stopped', reason: null };
    return concludeStudy(study.plan, listTrials(database, studyId));
  }

  /** Why no other trial is begun after the one that has just ended; null where the next one may begin. */
  #findReasonToLeave(studyId: number): StudyOutcome | null {
    const { database, closing } = this.#context;
    const trials = listTrials(database, studyId);
    if (trials.every(isTrialDone)) return null;
    if (closing.aborted) {
      return {
        status: 'interrupted',
        reason: describeLeaving(trials, 'study-closed'),
      };
    }
    if (isStudyStopRequested(database, studyId)) {
      return { status: 'stopped', reason: describeLeaving(trials, 'study-stopped') };
    }
    return null;
  }

  async #makeTrial(study: StoredStudy, trial: Trial): Promise<void> {
    try {
      const runId = await this.#beginTrial(study, trial);
      this.#announce(study.id);
      await this.#runs.wait(runId);
    } catch (thrown) {
      const error = toMachineError(thrown);
      if (!(thrown instanceof AppError) || !trialFaults.has(error.code)) throw thrown;
      setTrialFailure(this.#context.database, study.id, trial.number, error.toPayload());
    }
    this.#announce(study.id);
  }

  /** Puts a trial's run in the queue, where it isn't there already; returns the run's id. */
  async #beginTrial(study: StoredStudy, trial: Trial): Promise<number> {
    if (trial.run !== null) {
      const isAlive = trial.status === 'queued' || trial.status === 'running';
      return isAlive ? trial.run : this.#runs.resume(trial.run).run;
    }
    const request = {
      dataset: study.datasetId,
      preset: study.preset,
      name: this.#nameTrial(study, trial),
      settings: { ...study.settings, ...trial.settings },
      network: null,
    };
    return (await this.#runs.start(request, { study: study.id, number: trial.number })).run;
  }

  #nameTrial({ name, plan }: StoredStudy, { number }: Trial): string {
    const isTaken = (wanted: string): boolean => isRunNameTaken(this.#context.database, wanted);
    const wanted = endWith(name, `-${plan.kind === 'cross-validation' ? 'fold' : 'trial'}-${number}`);
    return isTaken(wanted) ? findFreeName(isTaken, wanted) : wanted;
  }

  #giveUp(studyId: number, thrown: unknown): StudyOutcome {
    const { closing, log } = this.#context;
    const left = closing.aborted ? this.#findReasonToLeave(studyId) : null;
    if (left !== null) return left;
    log.error({ study: studyId, error: thrown }, 'study could not go on');
    return { status: 'interrupted', reason: toMachineError(thrown).toPayload() };
  }
}
