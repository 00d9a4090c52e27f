import type { AuditReport, Dataset } from '../../shared/domain/dataset.ts';
import { api, type Api } from '../api.ts';
import { LiveList } from './live-list.svelte.ts';
import { Loadable } from './loadable.svelte.ts';

/** The library's datasets, newest first, and what an audit of one found. */
export class Datasets {
  readonly list: LiveList<Dataset>;
  readonly audit = new Loadable<AuditReport>();
  readonly #api: Api;

  constructor(client: Api) {
    this.#api = client;
    this.list = new LiveList(async () =>
      (await client.call('datasets:list', {})).toSorted((a, b) => b.id - a.id),
    );
    client.onEvent('import:ended', ({ report }) => {
      if (report !== null) void this.list.refresh();
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
    await this.audit.load(() => this.#api.call('datasets:audit', { dataset: id }));
  }

  /** @throws AppError `dataset-in-use` while runs refer to it */
  async delete(id: number): Promise<void> {
    await this.#api.call('datasets:delete', { dataset: id });
  }
}

export const datasets = new Datasets(api);
