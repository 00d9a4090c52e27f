import { AppError } from '../../shared/ipc/app-error.ts';
import type { JobCommand, TrainerEvent } from '../../shared/trainer-protocol.ts';

/** The event that ends a job well, by the command that started it. */
const endEvents = {
  train: 'training-ended',
  predict: 'predict-ended',
  evaluate: 'evaluate-ended',
  'describe-model': 'model-described',
  stress: 'stress-ended',
  'choose-operating-point': 'operating-point-chosen',
  'preview-augmentation': 'augmentation-previewed',
  'feature-maps': 'feature-maps-made',
} as const satisfies Record<JobCommand['type'], TrainerEvent['type']>;

/** An event that belongs to a job. */
export type JobEvent = Extract<TrainerEvent, { jobId: string }>;

/** A job's last event when it ended well, typed by its command. */
export type JobResult<Command extends JobCommand> = Extract<
  TrainerEvent,
  { type: (typeof endEvents)[Command['type']] }
>;

interface Job {
  readonly endType: TrainerEvent['type'];
  readonly onEvent: (event: JobEvent) => void;
  readonly requestStop: () => void;
  readonly resolve: (event: JobEvent) => void;
  readonly reject: (error: unknown) => void;
  /** What a listener threw: the job is stopped and ends with it. */
  listenerError: { readonly thrown: unknown } | null;
}

export interface JobOptions {
  readonly onEvent: (event: JobEvent) => void;
  /** Asks the trainer to stop the job. */
  readonly requestStop: () => void;
}

/** The jobs that the trainer has in hand. */
export class JobTable {
  readonly #jobs = new Map<string, Job>();

  /** How many jobs are open. */
  get count(): number {
    return this.#jobs.size;
  }

  /**
   * Opens a job. The promise resolves with the event that ends it well and rejects with the error of
   * `job-failed`, with what `onEvent` threw, or with the reason given to `rejectAll`.
   */
  open<Command extends JobCommand>(command: Command, options: JobOptions): Promise<JobResult<Command>> {
    if (this.#jobs.has(command.jobId)) throw new Error(`job ${command.jobId} is already open`);
    const { promise, resolve, reject } = Promise.withResolvers<JobEvent>();
    this.#jobs.set(command.jobId, {
      ...options,
      endType: endEvents[command.type],
      resolve,
      reject,
      listenerError: null,
    });
    return promise.then((event) => {
      if (isResultOf(command, event)) return event;
      throw new Error(`job ${command.jobId} ended with ${event.type}`);
    });
  }

  /** Hands an event to its job. An event of a job that is over is dropped. */
  deliver(event: JobEvent): void {
    const job = this.#jobs.get(event.jobId);
    if (job === undefined) return;
    if (event.type !== 'job-failed') this.#tell(job, event);
    if (event.type === 'job-failed' || event.type === job.endType) {
      this.#jobs.delete(event.jobId);
      settle(job, event);
    }
  }

  /** Ends every open job with one error: the process that ran them is gone. */
  rejectAll(error: AppError): void {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const job of jobs) job.reject(job.listenerError === null ? error : job.listenerError.thrown);
  }

  #tell(job: Job, event: JobEvent): void {
    if (job.listenerError !== null) return;
    try {
      job.onEvent(event);
    } catch (thrown) {
      job.listenerError = { thrown };
      job.requestStop();
    }
  }
}

function settle(job: Job, event: JobEvent): void {
  if (job.listenerError !== null) job.reject(job.listenerError.thrown);
  else if (event.type === 'job-failed') job.reject(AppError.fromPayload(event.error));
  else job.resolve(event);
}

function isResultOf<Command extends JobCommand>(
  command: Command,
  event: JobEvent,
): event is JobResult<Command> & JobEvent {
  return event.type === endEvents[command.type];
}
