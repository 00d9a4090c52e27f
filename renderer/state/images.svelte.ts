import { SvelteMap } from 'svelte/reactivity';
import type { Image } from '../../shared/domain/image.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';

export const imagesPerPage = 100;

/**
 * The images of one dataset, perhaps of one class, fetched by the page as they come into view. Opening
 * another dataset or class drops what is still on its way.
 */
export class Images {
  readonly #api: Api;
  readonly #pages = new SvelteMap<number, readonly Image[]>();
  /** Pages that were asked for and did not fail. */
  readonly #requested = new Set<number>();
  #failed: readonly number[] = [];
  #dataset = $state<number | null>(null);
  #className = $state<string | null>(null);
  #total = $state(0);
  #error = $state.raw<AppError | null>(null);
  #opening = 0;

  constructor(client: Api) {
    this.#api = client;
    client.onReconnected(() => this.retry());
  }

  get className(): string | null {
    return this.#className;
  }

  /** How many there are: as expected, until the first page has come. */
  get total(): number {
    return this.#total;
  }

  /** Why a page could not be had; `retry` asks again. */
  get error(): AppError | null {
    return this.#error;
  }

  /** @param expected how many images there should be, so that a list has its length from the start */
  open(dataset: number, className: string | null, expected: number): void {
    this.#opening += 1;
    this.#dataset = dataset;
    this.#className = className;
    this.#total = expected;
    this.#error = null;
    this.#pages.clear();
    this.#requested.clear();
    this.#failed = [];
    this.#fetch(0);
  }

  /** The image at a position, or null while its page is on the way. */
  at(position: number): Image | null {
    return this.#pages.get(Math.floor(position / imagesPerPage))?.[position % imagesPerPage] ?? null;
  }

  /** Fetches the pages that positions `first` to `last` stand on, unless they are here or on their way. */
  show(first: number, last: number): void {
    for (let page = Math.floor(first / imagesPerPage); page <= Math.floor(last / imagesPerPage); page++) {
      this.#fetch(page);
    }
  }

  /** Asks again for what failed. */
  retry(): void {
    if (this.#dataset === null || this.#error === null) return;
    this.#error = null;
    const failed = this.#failed;
    this.#failed = [];
    for (const page of failed) this.#fetch(page);
  }

  #fetch(page: number): void {
    if (this.#dataset === null || this.#error !== null || this.#requested.has(page)) return;
    this.#requested.add(page);
    void this.#load(page, this.#dataset, this.#className);
  }

  async #load(page: number, dataset: number, className: string | null): Promise<void> {
    const opening = this.#opening;
    try {
      const { images, total } = await this.#api.call('images:list', {
        dataset,
        className,
        offset: page * imagesPerPage,
        limit: imagesPerPage,
      });
      if (opening !== this.#opening) return;
      this.#pages.set(page, images);
      this.#total = total;
    } catch (thrown) {
      if (opening !== this.#opening) return;
      this.#requested.delete(page);
      this.#failed = [...this.#failed, page];
      this.#error = toAppError(thrown);
    }
  }
}

export const images = new Images(api);
