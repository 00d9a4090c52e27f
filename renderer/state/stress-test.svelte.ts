import type { StressReport } from '../../shared/domain/stress.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

interface StressProgress {
  readonly done: number;
  readonly total: number;
}

/** The stress report of the run that is open, and the test under way. */
export class StressTest {
  /** Null in it where no report was made yet. */
  readonly report = new Loadable<{ readonly report: StressReport | null }>();
  readonly #api: Api;
  #id = $state<number | null>(null);
  #measuring = $state.raw<ReadonlySet<number>>(new Set());
  #progress = $state.raw<StressProgress | null>(null);
  #error = $state.raw<AppError | null>(null);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('stress:progressed', ({ run, done, total }) => {
      if (run === this.#id) this.#progress = { done, total };
    });
    client.onReconnected(() => void this.#load());
  }

  get isMeasuring(): boolean {
    return this.#id !== null && this.#measuring.has(this.#id);
  }

  /** Null until the test under way has said where it stands. */
  get progress(): StressProgress | null {
    return this.#progress;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Shows a run's report; what another run shows, or still brings, is dropped. */
  open(id: number): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#progress = null;
    this.#error = null;
    this.report.clear();
    void this.#load();
  }

  /** Measures the run's model; the report takes the place of an earlier one. */
  async measure(views: number): Promise<void> {
    const id = this.#id;
    if (id === null || this.isMeasuring) return;
    this.#measuring = new Set([...this.#measuring, id]);
    this.#progress = null;
    this.#error = null;
    try {
      const report = await this.#api.call('stress:make', { run: id, views });
      if (id === this.#id) this.report.set({ report });
    } catch (thrown) {
      if (id === this.#id) this.#error = toAppError(thrown);
    } finally {
      this.#measuring = new Set([...this.#measuring].filter((each) => each !== id));
    }
  }

  async #load(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    await this.report.load(async () => ({ report: await this.#api.call('stress:show', { run: id }) }));
  }
}

export const stressTest = new StressTest(api);
