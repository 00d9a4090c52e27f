import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';

/** An ensemble being made. */
export class NewEnsemble {
  readonly #api: Api;
  readonly leave: () => void;
  #isMaking = $state(false);
  #share = $state<number | null>(null);
  #error = $state.raw<AppError | null>(null);

  constructor(client: Api = api) {
    this.#api = client;
    this.leave = client.onEvent('ensemble:progressed', ({ done, total }) => {
      if (this.#isMaking && total > 0) this.#share = done / total;
    });
  }

  get isMaking(): boolean {
    return this.#isMaking;
  }

  /** How far choosing its operating point has come; null until that is known. */
  get share(): number | null {
    return this.#share;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /**
   * Makes it; an empty name leaves the naming to the app.
   *
   * @returns its id; null where it was not made, and `error` says why
   */
  async make(members: readonly number[], name: string): Promise<number | null> {
    if (this.#isMaking) return null;
    this.#isMaking = true;
    this.#share = null;
    this.#error = null;
    try {
      const wanted = name.trim() === '' ? null : name.trim();
      const { run } = await this.#api.call('ensembles:create', { runs: [...members], name: wanted });
      return run;
    } catch (thrown) {
      this.#error = toAppError(thrown);
      return null;
    } finally {
      this.#isMaking = false;
    }
  }
}
