import { SvelteMap } from 'svelte/reactivity';
import type { Evaluation, Run } from '../../shared/domain/run.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';

/** One run of a comparison. */
export interface ComparedRun {
  readonly run: Run;
  /** On images that the run was not chosen by, the newest first. */
  readonly evaluations: readonly Evaluation[];
  /** The newest; null where there is none. */
  readonly evaluation: Evaluation | null;
}

/** The runs that are compared, kept up to date; those that were deleted are counted and left out. */
export class ComparedRuns {
  readonly #api: Api;
  readonly #found = new SvelteMap<number, ComparedRun>();
  #ids = $state.raw<readonly number[]>([]);
  #missing = $state.raw<ReadonlySet<number>>(new Set());
  #error = $state.raw<AppError | null>(null);
  #isLoading = $state(false);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('run:changed', ({ run }) => {
      if (this.#ids.includes(run)) void this.#load(run);
    });
    client.onEvent('run:epoch-ended', ({ run }) => {
      if (this.#ids.includes(run)) void this.#load(run);
    });
    client.onEvent('run:deleted', ({ run }) => {
      if (this.#ids.includes(run)) this.#lose(run);
    });
    client.onReconnected(() => void this.#loadAll());
  }

  /** In the order asked for. */
  get items(): readonly ComparedRun[] {
    return this.#ids.flatMap((id) => this.#found.get(id) ?? []);
  }

  /** How many of the runs asked for do not exist. */
  get missing(): number {
    return this.#missing.size;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Whether a run is still on its way of which nothing is known: what stands beside others waits for it. */
  get isWaiting(): boolean {
    return this.#isLoading && this.#ids.some((id) => !this.#found.has(id) && !this.#missing.has(id));
  }

  /** Why a run could not be loaded; null where all was well. */
  get error(): AppError | null {
    return this.#error;
  }

  /** Compares these runs; what is known of one already shows until it is loaded anew. */
  open(ids: readonly number[]): void {
    this.#ids = ids;
    this.#missing = new Set();
    for (const id of [...this.#found.keys()]) if (!ids.includes(id)) this.#found.delete(id);
    void this.#loadAll();
  }

  async #loadAll(): Promise<void> {
    const ids = this.#ids;
    this.#isLoading = true;
    this.#error = null;
    await Promise.all(ids.map((id) => this.#load(id)));
    if (ids === this.#ids) this.#isLoading = false;
  }

  async #load(id: number): Promise<void> {
    try {
      const [run, evaluations] = await Promise.all([
        this.#api.call('runs:show', { run: id }),
        this.#api.call('evaluations:list', { run: id }),
      ]);
      if (!this.#ids.includes(id) || this.#missing.has(id)) return;
      const tests = evaluations.filter(({ kind }) => kind === 'test');
      this.#found.set(id, { run, evaluations: tests, evaluation: tests[0] ?? null });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'run-not-found') this.#lose(id);
      else this.#error = error;
    }
  }

  #lose(id: number): void {
    this.#missing = new Set([...this.#missing, id]);
    this.#found.delete(id);
  }
}

export const comparedRuns = new ComparedRuns(api);
