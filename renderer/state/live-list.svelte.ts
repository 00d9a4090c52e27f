import type { AppError } from '../../shared/ipc/app-error.ts';
import { Loadable } from './loadable.svelte.ts';

/**
 * A list that the app is asked for whole and that events keep up to date. A list that was loading while an
 * event came may or may not hold what the event told, so it's asked for once more.
 */
export class LiveList<Item> {
  readonly #loadable = new Loadable<readonly Item[]>();
  readonly #request: () => Promise<readonly Item[]>;
  #hasMissedEvent = false;

  constructor(request: () => Promise<readonly Item[]>) {
    this.#request = request;
  }

  /** Null until the first load has succeeded. */
  get items(): readonly Item[] | null {
    return this.#loadable.value;
  }

  get error(): AppError | null {
    return this.#loadable.error;
  }

  get isLoading(): boolean {
    return this.#loadable.isLoading;
  }

  async refresh(): Promise<void> {
    do {
      this.#hasMissedEvent = false;
      await this.#loadable.load(this.#request);
    } while (this.#mustAskAgain());
  }

  /** Applies an event's change to the list as it stands. */
  change(update: (items: readonly Item[]) => readonly Item[]): void {
    if (this.#loadable.isLoading) this.#hasMissedEvent = true;
    if (this.#loadable.value !== null) this.#loadable.set(update(this.#loadable.value));
  }

  #mustAskAgain(): boolean {
    return this.#hasMissedEvent && !this.#loadable.isLoading && this.#loadable.error === null;
  }
}
