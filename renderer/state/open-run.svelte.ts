import type { BatchMetrics, EpochMetrics } from '../../shared/domain/metric.ts';
import type { LayerTable } from '../../shared/domain/preset.ts';
import type { Evaluation, Run } from '../../shared/domain/run.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';
import { RunCurves } from './run-curves.svelte.ts';

interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
}

/** The one run that is open on the screen, with its curves and evaluations. */
export class OpenRun {
  readonly run = new Loadable<Run>();
  readonly evaluations = new Loadable<readonly Evaluation[]>();
  readonly layers = new Loadable<LayerTable>();
  readonly curves = new RunCurves();
  readonly #api: Api;
  #id = $state<number | null>(null);
  #isDeleted = $state(false);
  #isEvaluating = $state(false);
  #evaluationProgress = $state.raw<EvaluationProgress | null>(null);
  #evaluationError = $state.raw<AppError | null>(null);
  #curvesError = $state.raw<AppError | null>(null);
  /** What happened while the curves were being asked for; null when they aren't. */
  #duringLoad: (() => void)[] | null = null;

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('run:changed', ({ run, status }) => {
      if (run !== this.#id) return;
      void this.#loadRun();
      // Training ends with an evaluation on the validation images.
      if (status !== 'queued' && status !== 'running') void this.#loadEvaluations();
    });
    client.onEvent('run:batch-ended', ({ run, ...metrics }) => {
      if (run === this.#id) this.#addBatch(metrics);
    });
    client.onEvent('run:epoch-ended', ({ run, metrics }) => {
      if (run === this.#id) this.#addEpoch(metrics);
    });
    client.onEvent('run:deleted', ({ run }) => {
      if (run === this.#id) this.#isDeleted = true;
    });
    client.onEvent('evaluation:progressed', ({ run, done, total }) => {
      if (run === this.#id) this.#evaluationProgress = { done, total };
    });
    client.onReconnected(() => void this.refresh());
  }

  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  get isEvaluating(): boolean {
    return this.#isEvaluating;
  }

  /** Null until the evaluation under way has said where it stands. */
  get evaluationProgress(): EvaluationProgress | null {
    return this.#evaluationProgress;
  }

  get evaluationError(): AppError | null {
    return this.#evaluationError;
  }

  get curvesError(): AppError | null {
    return this.#curvesError;
  }

  /** Opens a run; what another one shows, or still brings, is dropped. */
  open(id: number): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#isDeleted = false;
    this.#isEvaluating = false;
    this.#evaluationProgress = null;
    this.#evaluationError = null;
    this.run.clear();
    this.evaluations.clear();
    this.layers.clear();
    this.curves.replace([], []);
    void this.refresh();
  }

  /** Asks for the run, its curves and its evaluations anew; each failure shows where its value would. */
  async refresh(): Promise<void> {
    await Promise.all([this.#loadRun(), this.#loadCurves(), this.#loadEvaluations()]);
  }

  /** Asks for the layer table at the run's own image size. */
  async loadLayers(): Promise<void> {
    const run = this.run.value;
    if (run === null || this.layers.value !== null || this.layers.isLoading) return;
    const { preset, network, settings, classes } = run;
    const frame = { imageSize: settings.imageSize, classes: classes.length };
    await this.layers.load(async () => {
      if (network === null) return await this.#api.call('presets:show', { preset, ...frame });
      const described = await this.#api.call('networks:describe', { layers: network, ...frame });
      return { ...described, preset };
    });
  }

  /** Writes an evaluation's images as a CSV file, which must not be there yet. @throws AppError */
  async exportEvaluation(evaluation: number, path: string): Promise<MethodOutput<'evaluations:export'>> {
    return await this.#api.call('evaluations:export', { evaluation, path });
  }

  /** Judges the model on a folder of labelled images; the outcome joins `evaluations`. */
  async evaluate(path: string, views: number): Promise<boolean> {
    const id = this.#id;
    if (id === null || this.#isEvaluating) return false;
    this.#isEvaluating = true;
    this.#evaluationProgress = null;
    this.#evaluationError = null;
    try {
      await this.#api.call('evaluations:make', { run: id, path, views });
      return true;
    } catch (thrown) {
      if (id === this.#id) this.#evaluationError = toAppError(thrown);
      return false;
    } finally {
      if (id === this.#id) {
        this.#isEvaluating = false;
        void this.#loadEvaluations();
      }
    }
  }

  /** Sets the run's operating point; null goes back to the validated one. @throws AppError */
  async setThreshold(threshold: number | null): Promise<Run> {
    const id = this.#id;
    if (id === null) throw new Error('no run is open');
    const run = await this.#api.call('runs:set-threshold', { run: id, threshold });
    if (id === this.#id) this.run.set(run);
    return run;
  }

  async #loadRun(): Promise<void> {
    const id = this.#id;
    if (id !== null) await this.run.load(() => this.#api.call('runs:show', { run: id }));
  }

  async #loadEvaluations(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    await this.evaluations.load(async () =>
      (await this.#api.call('evaluations:list', { run: id })).toSorted((a, b) => b.evaluation - a.evaluation),
    );
  }

  /** Events that come before the answer are kept and applied on top of it: it may not hold them yet. */
  async #loadCurves(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    const duringLoad: (() => void)[] = [];
    this.#duringLoad = duringLoad;
    try {
      const [batches, run] = await Promise.all([
        this.#api.call('runs:batches', { run: id }),
        this.#api.call('runs:show', { run: id }),
      ]);
      if (this.#duringLoad !== duringLoad) return;
      this.curves.replace(batches, run.epochs);
      this.#curvesError = null;
      duringLoad.forEach((apply) => apply());
    } catch (thrown) {
      if (this.#duringLoad === duringLoad) this.#curvesError = toAppError(thrown);
    } finally {
      if (this.#duringLoad === duringLoad) this.#duringLoad = null;
    }
  }

  #addBatch(metrics: BatchMetrics): void {
    this.#duringLoad?.push(() => this.curves.addBatch(metrics));
    this.curves.addBatch(metrics);
  }

  #addEpoch(metrics: EpochMetrics): void {
    this.#duringLoad?.push(() => this.curves.addEpoch(metrics));
    this.curves.addEpoch(metrics);
    // The best epoch and the operating point may have changed with it.
    void this.#loadRun();
  }
}

export const openRun = new OpenRun(api);
