import type { DatasetStatistics } from '../../shared/domain/dataset-statistics.ts';
import type { AuditReport, Dataset } from '../../shared/domain/dataset.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { LiveList } from './live-list.svelte.ts';
import { Loadable } from './loadable.svelte.ts';

/** How far looking at a dataset's pixels has come. */
export interface ScanProgress {
  readonly datasetId: number;
  readonly done: number;
  readonly total: number;
}

/** The library's datasets, newest first, and what looking closer at one brought. */
export class Datasets {
  readonly list: LiveList<Dataset>;
  readonly audit = new Loadable<AuditReport>();
  readonly statistics = new Loadable<DatasetStatistics>();
  readonly #api: Api;
  #scan = $state.raw<ScanProgress | null>(null);

  constructor(client: Api) {
    this.#api = client;
    this.list = new LiveList(async () =>
      (await client.call('datasets:list', {})).toSorted((a, b) => b.id - a.id),
    );
    client.onEvent('import:ended', ({ report }) => {
      if (report !== null) void this.list.refresh();
    });
    client.onEvent('dataset:changed', () => void this.list.refresh());
    client.onEvent('dataset:scan-progressed', (progress) => {
      this.#scan = progress;
    });
    client.onEvent('dataset:deleted', ({ datasetId }) =>
      this.list.change((datasets) => datasets.filter(({ id }) => id !== datasetId)),
    );
    client.onReconnected(() => void this.list.refresh());
  }

  /** The dataset of an id; null where there is none, or the list isn't loaded yet. */
  find(id: number | null): Dataset | null {
    return this.list.items?.find((dataset) => dataset.id === id) ?? null;
  }

  /** Looks for duplicates, conflicts and files gone; the outcome shows in `audit`. */
  async examine(id: number): Promise<void> {
    this.audit.clear();
    this.#scan = null;
    await this.audit.load(() => this.#api.call('datasets:audit', { dataset: id }));
  }

  /** Looks at every image's size and pixels; the outcome shows in `statistics`. */
  async measure(id: number): Promise<void> {
    if (this.statistics.value?.dataset !== this.find(id)?.name) this.statistics.clear();
    this.#scan = null;
    await this.statistics.load(() => this.#api.call('datasets:measure', { dataset: id }));
  }

  /** How far the present look at a dataset has come; null where that isn't told. */
  scanOf(id: number): ScanProgress | null {
    return this.#scan?.datasetId === id ? this.#scan : null;
  }

  /** Writes a dataset as a CSV file, which must not be there yet. @throws AppError `output-not-writable` */
  async export(id: number, path: string): Promise<MethodOutput<'datasets:export'>> {
    return await this.#api.call('datasets:export', { dataset: id, path });
  }

  /** @throws AppError `dataset-in-use` while runs refer to it */
  async delete(id: number): Promise<void> {
    await this.#api.call('datasets:delete', { dataset: id });
  }
}

export const datasets = new Datasets(api);
