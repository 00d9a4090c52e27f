import { SvelteMap } from 'svelte/reactivity';
import type { Run, RunProgress, RunSummary } from '../../shared/domain/run.ts';
import type { MethodInput, MethodOutput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { LiveList } from './live-list.svelte.ts';
import { toasts } from './toasts.svelte.ts';

/** The list with a run's new summary in its old place, or first where it is new. */
export function withRun(runs: readonly RunSummary[], changed: RunSummary): readonly RunSummary[] {
  return runs.some(({ run }) => run === changed.run)
    ? runs.map((run) => (run.run === changed.run ? changed : run))
    : [changed, ...runs];
}

/** Every run, newest first, with the progress of those that are running. */
export class Runs {
  readonly list: LiveList<RunSummary>;
  readonly #api: Api;
  /** Runs in the order of their turns; those of other applications are not among them. */
  #turns = $state.raw<readonly number[]>([]);
  readonly #progress = new SvelteMap<number, RunProgress>();

  constructor(client: Api) {
    this.#api = client;
    this.list = new LiveList(async () => newestFirst(await client.call('runs:list', {})));
    client.onEvent('run:changed', (run) => {
      if (run.status !== 'running') this.#progress.delete(run.run);
      this.list.change((runs) => withRun(runs, run));
    });
    client.onEvent('run:progressed', (progress) => this.#progress.set(progress.run, progress));
    client.onEvent('queue:reordered', ({ runs: turns }) => (this.#turns = turns));
    client.onEvent('run:deleted', ({ run: deleted }) => {
      this.#progress.delete(deleted);
      this.list.change((runs) => runs.filter(({ run }) => run !== deleted));
    });
    client.onReconnected(() => void this.refresh());
  }

  /** Runs waiting for their turn, in the order of their turns: as they came, unless they were moved. */
  get queued(): readonly RunSummary[] {
    const asTheyCame = (this.list.items ?? []).filter(({ status }) => status === 'queued').reverse();
    const turnOf = ({ run }: RunSummary): number => {
      const turn = this.#turns.indexOf(run);
      return turn === -1 ? Number.POSITIVE_INFINITY : turn;
    };
    return asTheyCame.toSorted((one, other) => (turnOf(one) < turnOf(other) ? -1 : 1));
  }

  get running(): readonly RunSummary[] {
    return (this.list.items ?? []).filter(({ status }) => status === 'running');
  }

  /** Runs that a prediction can be asked of: with a model, and an operating point to judge by. */
  get withModel(): readonly RunSummary[] {
    return (this.list.items ?? []).filter(({ hasModel, threshold }) => hasModel && threshold !== null);
  }

  progressOf(run: number): RunProgress | null {
    return this.#progress.get(run) ?? null;
  }

  find(id: number | null): RunSummary | null {
    return this.list.items?.find(({ run }) => run === id) ?? null;
  }

  async refresh(): Promise<void> {
    try {
      const [progress, turns] = await Promise.all([
        this.#api.call('runs:progress', {}),
        this.#api.call('runs:queue', {}),
        this.list.refresh(),
      ]);
      this.#turns = turns;
      this.#progress.clear();
      for (const each of progress) this.#progress.set(each.run, each);
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  /** Puts a run in the queue. @throws AppError naming the setting or name that is wrong */
  async start(input: MethodInput<'runs:start'>): Promise<Run> {
    return this.#api.call('runs:start', input);
  }

  /** Moves a waiting run in the queue. @throws AppError run-busy where it waits no more */
  async move(run: number, direction: 'earlier' | 'later'): Promise<void> {
    await this.#api.call('runs:move', { run, direction });
  }

  async stop(run: number): Promise<void> {
    await this.#api.call('runs:stop', { run });
  }

  /** Holds a run in training between two batches. @throws AppError run-busy where it isn't in training here */
  async pause(run: number): Promise<void> {
    await this.#api.call('runs:pause', { run });
  }

  async continue(run: number): Promise<void> {
    await this.#api.call('runs:continue', { run });
  }

  async resume(run: number): Promise<void> {
    await this.#api.call('runs:resume', { run });
  }

  /** Starts a run by another's record. @throws AppError where its images no longer allow it */
  async repeat(run: number): Promise<Run> {
    return await this.#api.call('runs:repeat', { run });
  }

  /** Writes the images that a run used as a CSV file, which must not be there yet. @throws AppError */
  async exportImages(run: number, path: string): Promise<MethodOutput<'runs:export-images'>> {
    return await this.#api.call('runs:export-images', { run, path });
  }

  async delete(run: number): Promise<void> {
    await this.#api.call('runs:delete', { run });
  }

  /** Changes what is said of a run; the list learns of it by the event. @throws AppError */
  async annotate(input: MethodInput<'runs:annotate'>): Promise<void> {
    await this.#api.call('runs:annotate', input);
  }

  async export(input: MethodInput<'runs:export'>): Promise<MethodOutput<'runs:export'>> {
    return this.#api.call('runs:export', input);
  }
}

function newestFirst(runs: readonly RunSummary[]): readonly RunSummary[] {
  return [...runs].sort((a, b) => b.run - a.run);
}

export const runs = new Runs(api);
