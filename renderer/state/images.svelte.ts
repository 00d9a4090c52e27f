import { SvelteMap } from 'svelte/reactivity';
import type { ImageQuery } from '../../shared/domain/image-query.ts';
import type { ListedImage } from '../../shared/domain/image.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';

export const imagesPerPage = 100;

/** Pages fetched before they come into view, on the side that is scrolled to: a fast wheel passes one in six frames. */
const pagesAhead = 3;

interface Opened {
  readonly dataset: number;
  readonly query: ImageQuery;
}

/**
 * The images that a query on one dataset gives, fetched by the page as they come into view. Opening another
 * dataset or query drops what is still on its way.
 */
export class Images {
  readonly #api: Api;
  readonly #pages = new SvelteMap<number, readonly ListedImage[]>();
  /** Pages that were asked for and did not fail. */
  readonly #requested = new Set<number>();
  #failed: readonly number[] = [];
  #opened = $state.raw<Opened | null>(null);
  #total = $state(0);
  #isCounted = $state(false);
  #error = $state.raw<AppError | null>(null);
  #opening = 0;
  #shown = { first: 0, last: 0 };

  constructor(client: Api) {
    this.#api = client;
    client.onReconnected(() => this.retry());
    client.onEvent('dataset:changed', ({ datasetId }) => {
      if (datasetId === this.#opened?.dataset) this.refresh();
    });
  }

  /** How many there are: as expected, until the first page has come. */
  get total(): number {
    return this.#total;
  }

  /** Whether `total` is the app's word, not only what was expected. */
  get isCounted(): boolean {
    return this.#isCounted;
  }

  /** Why a page could not be had; `retry` asks again. */
  get error(): AppError | null {
    return this.#error;
  }

  /** @param expected how many images there should be, so that a list has its length from the start */
  open(dataset: number, query: ImageQuery, expected: number): void {
    this.#opened = { dataset, query };
    this.#total = expected;
    this.#isCounted = false;
    this.#shown = { first: 0, last: 0 };
    this.#pages.clear();
    this.#restart();
    this.#fetch(0);
  }

  /** Fetches anew what is in view. What is there stays until the new has come, so that nothing flickers. */
  refresh(): void {
    if (this.#opened === null) return;
    this.#restart();
    const { first, last } = this.#shown;
    const inView = new Set(listPages(first, last));
    for (const page of [...this.#pages.keys()].filter((each) => !inView.has(each))) this.#pages.delete(page);
    this.show(first, last);
  }

  /** The image at a position, or null while its page is on the way. */
  at(position: number): ListedImage | null {
    return this.#pages.get(Math.floor(position / imagesPerPage))?.[position % imagesPerPage] ?? null;
  }

  /**
   * Fetches the pages that positions `first` to `last` stand on, and then, where these have moved, some that
   * come next that way; none that is here or on its way.
   */
  show(first: number, last: number): void {
    const moved = first - this.#shown.first;
    this.#shown = { first, last };
    for (const page of listPages(first, last)) this.#fetch(page);
    const ahead = pagesAhead * imagesPerPage;
    if (moved > 0) this.#fetchBetween(last + 1, last + ahead);
    else if (moved < 0) this.#fetchBetween(first - ahead, first - 1);
  }

  /**
   * The ids of the images from one position to another, both included.
   *
   * @throws AppError what the app answered
   */
  async idsBetween(first: number, last: number): Promise<readonly number[]> {
    const here = Array.from({ length: last - first + 1 }, (_, step) => this.at(first + step)?.id ?? null);
    if (here.every((id) => id !== null)) return here;
    if (this.#opened === null) return [];
    const { dataset, query } = this.#opened;
    return await this.#api.call('images:list-ids', {
      dataset,
      ...query,
      offset: first,
      limit: last - first + 1,
    });
  }

  /**
   * The position of an image, from 0; null where the query does not give it.
   *
   * @throws AppError what the app answered
   */
  async find(image: number): Promise<number | null> {
    if (this.#opened === null) return null;
    const { dataset, query } = this.#opened;
    const { position } = await this.#api.call('images:find', { dataset, ...query, image });
    return position === null ? null : position - 1;
  }

  /** Asks again for what failed. */
  retry(): void {
    if (this.#opened === null || this.#error === null) return;
    this.#error = null;
    const failed = this.#failed;
    this.#failed = [];
    for (const page of failed) this.#fetch(page);
  }

  #restart(): void {
    this.#opening += 1;
    this.#error = null;
    this.#requested.clear();
    this.#failed = [];
  }

  #fetchBetween(first: number, last: number): void {
    const [from, to] = [Math.max(0, first), Math.min(this.#total - 1, last)];
    if (from <= to) for (const page of listPages(from, to)) this.#fetch(page);
  }

  #fetch(page: number): void {
    if (this.#opened === null || this.#error !== null || this.#requested.has(page)) return;
    this.#requested.add(page);
    void this.#load(page, this.#opened);
  }

  async #load(page: number, { dataset, query }: Opened): Promise<void> {
    const opening = this.#opening;
    try {
      const { images, total } = await this.#api.call('images:list', {
        dataset,
        ...query,
        offset: page * imagesPerPage,
        limit: imagesPerPage,
      });
      if (opening !== this.#opening) return;
      this.#pages.set(page, images);
      this.#total = total;
      this.#isCounted = true;
    } catch (thrown) {
      if (opening !== this.#opening) return;
      this.#requested.delete(page);
      this.#failed = [...this.#failed, page];
      this.#error = toAppError(thrown);
    }
  }
}

function listPages(first: number, last: number): number[] {
  const start = Math.floor(first / imagesPerPage);
  return Array.from({ length: Math.floor(last / imagesPerPage) - start + 1 }, (_, step) => start + step);
}

export const images = new Images(api);
