import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';

/**
 * A value that the app is asked for: loading, there, or failed. The value stays while a newer one loads. Of
 * loads that overlap, the one started last wins, whichever answers first.
 */
export class Loadable<Value> {
  #value = $state.raw<Value | null>(null);
  #error = $state.raw<AppError | null>(null);
  #isLoading = $state(false);
  #latestLoad = 0;

  get value(): Value | null {
    return this.#value;
  }

  /** Why the last load failed; null once one succeeded. */
  get error(): AppError | null {
    return this.#error;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Loads by `request`; never throws, a failure shows in `error`. */
  async load(request: () => Promise<Value>): Promise<void> {
    const load = ++this.#latestLoad;
    this.#isLoading = true;
    try {
      const value = await request();
      if (load === this.#latestLoad) this.set(value);
    } catch (thrown) {
      if (load === this.#latestLoad) this.#error = toAppError(thrown);
    } finally {
      if (load === this.#latestLoad) this.#isLoading = false;
    }
  }

  /** Takes a value that came by another way, as in an event. */
  set(value: Value): void {
    this.#value = value;
    this.#error = null;
  }

  /** Forgets the value, and what a load under way may bring. */
  clear(): void {
    this.#latestLoad += 1;
    this.#value = null;
    this.#error = null;
    this.#isLoading = false;
  }
}
