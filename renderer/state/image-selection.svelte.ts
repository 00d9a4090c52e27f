import { images, type Images } from './images.svelte.ts';
import { toasts } from './toasts.svelte.ts';

/** The images chosen in the grid, by id: they stay the same ones when the list changes under them. */
export class ImageSelection {
  readonly #images: Images;
  #ids = $state.raw<ReadonlySet<number>>(new Set());
  /** Where a range begins. */
  #anchor = 0;
  /** Where the last one chosen stands. */
  #lead = $state<number | null>(null);
  /** Counts choices, so that ids which come late don't undo a newer one. */
  #choice = 0;

  constructor(from: Images) {
    this.#images = from;
  }

  get ids(): ReadonlySet<number> {
    return this.#ids;
  }

  get count(): number {
    return this.#ids.size;
  }

  /** The position of the one chosen image; null where there are none or many, or it isn't there any more. */
  get single(): number | null {
    if (this.#ids.size !== 1 || this.#lead === null) return null;
    const image = this.#images.at(this.#lead);
    return image !== null && this.#ids.has(image.id) ? this.#lead : null;
  }

  has(position: number): boolean {
    const image = this.#images.at(position);
    return image !== null && this.#ids.has(image.id);
  }

  /** Chooses one image alone. */
  async choose(position: number): Promise<void> {
    this.#anchor = position;
    await this.#take(position, position, position);
  }

  /** Adds an image to those chosen, or takes it out. */
  async toggle(position: number): Promise<void> {
    const choice = ++this.#choice;
    this.#anchor = position;
    const [id] = await this.#read(position, position);
    if (id === undefined || choice !== this.#choice) return;
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#lead = position;
  }

  /** Chooses all from where the last choice began to a position. */
  async extend(position: number): Promise<void> {
    await this.#take(Math.min(this.#anchor, position), Math.max(this.#anchor, position), position);
  }

  /** Chooses every image that the grid shows. */
  async chooseAll(): Promise<void> {
    const last = this.#images.total - 1;
    if (last >= 0) await this.#take(0, last, this.#lead ?? 0);
  }

  clear(): void {
    this.#choice += 1;
    this.#ids = new Set();
    this.#lead = null;
  }

  async #take(first: number, last: number, lead: number): Promise<void> {
    const choice = ++this.#choice;
    const ids = await this.#read(first, last);
    if (choice !== this.#choice) return;
    this.#ids = new Set(ids);
    this.#lead = lead;
  }

  async #read(first: number, last: number): Promise<readonly number[]> {
    try {
      return await this.#images.idsBetween(first, last);
    } catch (thrown) {
      toasts.showError(thrown);
      return [];
    }
  }
}

export const imageSelection = new ImageSelection(images);
