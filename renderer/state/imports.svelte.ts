import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ImportProgress, ImportReport } from '../../shared/domain/dataset.ts';
import { AppError, toAppError, type AppErrorPayload } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import type { UnfinishedImport } from '../../shared/ipc/methods/imports.ts';
import { api, type Api } from '../api.ts';
import { suggestDatasetName } from './import-form.svelte.ts';
import { toasts } from './toasts.svelte.ts';

/** How an import ended: with a report, or with the error that ended it early. */
export interface EndedImport {
  readonly importId: string;
  readonly dataset: string;
  readonly report: ImportReport | null;
  readonly error: AppErrorPayload | null;
}

export type ImportRequest = MethodInput<'imports:start'>;

/** What the import form begins with, and what was wrong with it. */
export interface ImportDraft {
  readonly request: ImportRequest;
  readonly problem: AppError | null;
}

/** Imports under way, and those that ended since the window opened and were not dismissed. */
export class Imports {
  readonly #api: Api;
  readonly #active = new SvelteMap<string, ImportProgress>();
  readonly #ended = new SvelteMap<string, EndedImport>();
  readonly #cancelling = new SvelteSet<string>();
  /** What this window asked for, for correcting it where it failed. */
  readonly #requests = new SvelteMap<string, ImportRequest>();
  #unfinished = $state.raw<readonly UnfinishedImport[]>([]);
  #draft = $state.raw<ImportDraft | null>(null);
  /** Every import known to have ended: progress that overtakes the end must not bring it back to life. */
  readonly #over = new Set<string>();

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('import:progressed', (progress) => this.#setProgress(progress));
    client.onEvent('import:ended', (ended) => this.#end(ended));
    client.onReconnected(() => void this.refresh());
  }

  get active(): readonly ImportProgress[] {
    return [...this.#active.values()];
  }

  get ended(): readonly EndedImport[] {
    return [...this.#ended.values()].reverse();
  }

  /** Those that the end of the app cut short, until they are asked for again or discarded. */
  get unfinished(): readonly UnfinishedImport[] {
    return this.#unfinished;
  }

  isCancelling(importId: string): boolean {
    return this.#cancelling.has(importId);
  }

  async refresh(): Promise<void> {
    try {
      const list = await this.#api.call('imports:list', {});
      const alive = new Set(list.map(({ importId }) => importId));
      for (const gone of this.active.filter(({ importId }) => !alive.has(importId)))
        void this.#askForEnd(gone);
      list.forEach((progress) => this.#setProgress(progress));
      this.#unfinished = await this.#api.call('imports:list-unfinished', {});
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  /** @throws AppError what is wrong with the path, the name or the patterns */
  async start(request: ImportRequest): Promise<void> {
    const { importId } = await this.#api.call('imports:start', request);
    this.#requests.set(importId, request);
  }

  /** Forgets an import that was cut short. */
  async discard({ request }: UnfinishedImport): Promise<void> {
    try {
      await this.#api.call('imports:discard', { dataset: request.name });
      this.#forget(request.name);
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  /** Looks for new images in the folder that a dataset came from. @throws AppError dataset-busy, dataset-not-found */
  async startAgain(dataset: number): Promise<void> {
    await this.#api.call('datasets:import-again', { dataset });
  }

  /** Makes a path the draft of the next request. */
  propose(path: string): void {
    this.#draft = { request: { path, name: suggestDatasetName(path) }, problem: null };
  }

  async startSamples(): Promise<void> {
    await this.#api.call('imports:start-samples', {});
  }

  async cancel(importId: string): Promise<void> {
    this.#cancelling.add(importId);
    try {
      await this.#api.call('imports:cancel', { importId });
    } catch (thrown) {
      this.#cancelling.delete(importId);
      // One that ended in the same moment needs no cancelling.
      if (toAppError(thrown).code !== 'import-not-found') toasts.showError(thrown);
    }
  }

  /** Whether this window began the import, and so can offer to correct its request. */
  canRevise(importId: string): boolean {
    return this.#requests.has(importId);
  }

  /** Dismisses an import that failed and keeps its request, and why it failed, as the draft of the next. */
  revise(importId: string): void {
    const request = this.#requests.get(importId);
    const error = this.#ended.get(importId)?.error ?? null;
    if (request !== undefined) {
      this.#draft = { request, problem: error === null ? null : AppError.fromPayload(error) };
    }
    this.dismiss(importId);
  }

  /** What was to be corrected, once; null where there is nothing. */
  takeDraft(): ImportDraft | null {
    const draft = this.#draft;
    this.#draft = null;
    return draft;
  }

  dismiss(importId: string): void {
    this.#ended.delete(importId);
  }

  #setProgress(progress: ImportProgress): void {
    if (this.#over.has(progress.importId)) return;
    this.#active.set(progress.importId, progress);
    this.#forget(progress.dataset);
  }

  /** One that is asked for again, in this window or another, is not told of any more. */
  #forget(dataset: string): void {
    this.#unfinished = this.#unfinished.filter(({ request }) => request.name !== dataset);
  }

  #end(ended: EndedImport): void {
    this.#over.add(ended.importId);
    this.#active.delete(ended.importId);
    this.#cancelling.delete(ended.importId);
    if (ended.error?.code !== 'import-cancelled') this.#ended.set(ended.importId, ended);
  }

  /** For an import that ended while the connection was lost. */
  async #askForEnd({ importId, dataset }: ImportProgress): Promise<void> {
    try {
      const report = await this.#api.call('imports:wait', { importId });
      this.#end({ importId, dataset, report, error: null });
    } catch (thrown) {
      this.#end({ importId, dataset, report: null, error: toAppError(thrown).toPayload() });
    }
  }
}

export const imports = new Imports(api);
