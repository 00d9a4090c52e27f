import type { Dataset } from '../../shared/domain/dataset.ts';
import type { ImageQuery } from '../../shared/domain/image-query.ts';
import type { ClassImages } from '../../shared/domain/image.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/**
 * How many images of each class meet the other conditions of a query on one dataset: what its list would have,
 * were that class alone chosen.
 */
export class ClassCounts {
  readonly #api: Api;
  readonly #counts = new Loadable<readonly ClassImages[]>();
  #opened: { readonly dataset: number; readonly query: ImageQuery } | null = null;

  constructor(client: Api) {
    this.#api = client;
    client.onReconnected(() => this.#load());
    client.onEvent('dataset:changed', ({ datasetId }) => {
      if (datasetId === this.#opened?.dataset) this.#load();
    });
  }

  /** Null until they are known. While a newer query is counted, those of the one before stay. */
  get value(): readonly ClassImages[] | null {
    return this.#counts.error === null ? this.#counts.value : null;
  }

  /** How many images of any class meet the conditions; null until that is known. */
  get images(): number | null {
    return this.value?.reduce((sum, { images }) => sum + images, 0) ?? null;
  }

  /** How many of them readers excluded. */
  get excluded(): number {
    return this.value?.reduce((sum, { excluded }) => sum + excluded, 0) ?? 0;
  }

  /** @param isWhole whether the query gives every image: what the dataset says of itself stands then, where it is the same */
  open(dataset: Dataset, query: ImageQuery, isWhole: boolean): void {
    const isKnown = isWhole && dataset.excluded === 0;
    if (isKnown || dataset.id !== this.#opened?.dataset) this.#counts.clear();
    this.#opened = { dataset: dataset.id, query };
    if (isKnown) this.#counts.set(listClasses(dataset));
    else this.#load();
  }

  #load(): void {
    if (this.#opened === null) return;
    const { dataset, query } = this.#opened;
    void this.#counts.load(() => this.#api.call('images:count-classes', { dataset, ...query }));
  }
}

function listClasses({ classes }: Dataset): ClassImages[] {
  return Object.entries(classes).map(([className, images]) => ({ className, images, excluded: 0 }));
}

export const classCounts = new ClassCounts(api);
