import { imageQuerySchema, type ImageFilter, type ImageQuery } from '../../shared/domain/image-query.ts';

const everything: ImageQuery = imageQuerySchema.parse({});

/** Which images of a dataset the grid shows, and in which order. Kept while the window shows other screens. */
export class ImageFilters {
  #dataset: number | null = null;
  #query = $state.raw<ImageQuery>(everything);

  get query(): ImageQuery {
    return this.#query;
  }

  /** Whether every image is wanted. */
  get isEmpty(): boolean {
    return this.conditions === 0;
  }

  /** How many conditions an image has to meet. */
  get conditions(): number {
    const { filter } = this.#query;
    return [
      filter.classNames.length > 0,
      filter.givenSplits.length > 0,
      filter.patient !== null,
      filter.search !== '',
      filter.leastSide !== null || filter.mostSide !== null,
      filter.flags.length > 0,
      filter.ids !== null,
      filter.verdicts.length > 0,
      this.#query.sort === 'probability',
    ].filter(Boolean).length;
  }

  /** Begins with everything where the window last showed another dataset. */
  enter(dataset: number): void {
    if (dataset === this.#dataset) return;
    this.#dataset = dataset;
    this.#query = everything;
  }

  /** Changes some conditions and keeps the others. Without a run, nothing can depend on one. */
  narrow(conditions: Partial<ImageFilter>): void {
    const filter = { ...this.#query.filter, ...conditions };
    const hasRun = filter.run !== null;
    this.#query = {
      ...this.#query,
      filter: hasRun ? filter : { ...filter, verdicts: [] },
      sort: !hasRun && this.#query.sort === 'probability' ? 'path' : this.#query.sort,
    };
  }

  sort(order: Partial<Pick<ImageQuery, 'sort' | 'isDescending'>>): void {
    this.#query = { ...this.#query, ...order };
  }

  /** Shows nothing but what meets these conditions. */
  replace(dataset: number, conditions: Partial<ImageFilter>): void {
    this.#dataset = dataset;
    this.#query = { ...everything, filter: { ...everything.filter, ...conditions } };
  }

  /** Shows everything, in the order it's in. */
  clear(): void {
    const { run } = this.#query.filter;
    const { sort, isDescending } = this.#query;
    this.#query = {
      filter: { ...everything.filter, run },
      sort: sort === 'probability' ? 'path' : sort,
      isDescending,
    };
  }
}

export const imageFilters = new ImageFilters();
