import type { ImageFilter, ImageQuery } from '../../shared/domain/image-query.ts';
import {
  dropUnjudged,
  everyImage,
  findImagesWith,
  parseImageQuery,
  writeImageQuery,
} from '../image-address.ts';
import { router, type Router } from './router.svelte.ts';

/**
 * Which images of a dataset the grid shows, and in which order. They stand in the window's address, so that a
 * link leads to them, back and forward go through them, and a reload keeps them.
 */
export class ImageFilters {
  readonly #router: Pick<Router, 'route' | 'open'>;
  /** As text, which tells one query from another where every route brings an object of its own. */
  readonly #address: string = $derived.by(() => {
    const { route } = this.#router;
    return route.screen === 'dataset' ? writeImageQuery(route.query).toString() : '';
  });
  readonly query: ImageQuery = $derived(parseImageQuery(new URLSearchParams(this.#address)));

  constructor(place: Pick<Router, 'route' | 'open'>) {
    this.#router = place;
  }

  /** Whether every image is wanted. */
  get isEmpty(): boolean {
    return this.conditions === 0;
  }

  /** How many conditions an image has to meet. */
  get conditions(): number {
    const { filter } = this.query;
    return [
      filter.classNames.length > 0,
      filter.givenSplits.length > 0,
      filter.patient !== null,
      filter.search !== '',
      filter.leastSide !== null || filter.mostSide !== null,
      filter.flags.length > 0,
      filter.ids !== null,
      filter.verdicts.length > 0,
      filter.calls.length > 0,
      this.query.sort === 'probability',
    ].filter(Boolean).length;
  }

  /** Changes some conditions and keeps the others. */
  narrow(conditions: Partial<ImageFilter>): void {
    this.#open({ ...this.query, filter: { ...this.query.filter, ...conditions } });
  }

  /** Another text to look for. A text that is typed in steps is one step of the history. */
  search(text: string): void {
    const { filter } = this.query;
    const isTypedOn = filter.search !== '' && text !== '';
    this.#open({ ...this.query, filter: { ...filter, search: text } }, { replace: isTypedOn });
  }

  sort(order: Partial<Pick<ImageQuery, 'sort' | 'isDescending'>>): void {
    this.#open({ ...this.query, ...order });
  }

  /** Shows nothing but what meets these conditions. */
  show(conditions: Partial<ImageFilter>): void {
    this.#open(findImagesWith(conditions));
  }

  /** Shows everything, in the order it's in. */
  clear(): void {
    const { run } = this.query.filter;
    const { sort, isDescending } = this.query;
    this.#open({
      filter: { ...everyImage.filter, run },
      sort: sort === 'probability' ? 'path' : sort,
      isDescending,
    });
  }

  #open(query: ImageQuery, options?: { replace: boolean }): void {
    const { route } = this.#router;
    if (route.screen === 'dataset') this.#router.open({ ...route, query: dropUnjudged(query) }, options);
  }
}

export const imageFilters = new ImageFilters(router);
