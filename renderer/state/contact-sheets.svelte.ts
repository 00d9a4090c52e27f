import { SvelteMap } from 'svelte/reactivity';
import type { Dataset } from '../../shared/domain/dataset.ts';
import type { Image } from '../../shared/domain/image.ts';
import { api, type Api } from '../api.ts';
import { pickContactSheet } from '../pick-contact-sheet.ts';

/** Images asked for of each class to choose from. */
const candidates = 60;

/** Contact sheets of the datasets on show. A sheet that can't be had is left empty: it's decoration. */
export class ContactSheets {
  readonly #api: Api;
  readonly #sheets = new SvelteMap<number, readonly Image[]>();
  /** How many images a dataset had when its sheet was asked for. */
  readonly #imagesWhenAsked = new Map<number, number>();

  constructor(client: Api) {
    this.#api = client;
  }

  of(dataset: number): readonly Image[] {
    return this.#sheets.get(dataset) ?? [];
  }

  /** Fetches the sheet of a dataset, again only where its images have changed in number. */
  async load(dataset: Dataset, count: number): Promise<void> {
    if (this.#imagesWhenAsked.get(dataset.id) === dataset.images) return;
    this.#imagesWhenAsked.set(dataset.id, dataset.images);
    try {
      const classes = await Promise.all(
        Object.keys(dataset.classes).map((className) =>
          this.#api.call('images:list', {
            dataset: dataset.id,
            filter: { classNames: [className] },
            limit: candidates,
          }),
        ),
      );
      const sheet = pickContactSheet(
        classes.map(({ images }) => images),
        count,
      );
      this.#sheets.set(dataset.id, sheet);
    } catch {
      this.#imagesWhenAsked.delete(dataset.id);
    }
  }
}

export const contactSheets = new ContactSheets(api);
