import type { Study } from '../../shared/domain/study.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** The one study that is open on the screen, kept up to date as its trials go on. */
export class OpenStudy {
  readonly study = new Loadable<Study>();
  readonly #api: Api;
  #id = $state<number | null>(null);
  #isDeleted = $state(false);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('study:changed', ({ study }) => {
      if (study === this.#id) void this.refresh();
    });
    client.onEvent('study:deleted', ({ study }) => {
      if (study === this.#id) this.#isDeleted = true;
    });
    client.onEvent('run:changed', ({ run }) => this.#follow(run));
    client.onEvent('run:epoch-ended', ({ run }) => this.#follow(run));
    client.onReconnected(() => void this.refresh());
  }

  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  /** Opens a study; what another one shows, or still brings, is dropped. */
  open(id: number): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#isDeleted = false;
    this.study.clear();
    void this.refresh();
  }

  /** Asks for the study anew; a failure shows in `study.error`. */
  async refresh(): Promise<void> {
    const id = this.#id;
    if (id !== null) await this.study.load(() => this.#api.call('studies:show', { study: id }));
  }

  /** A trial's figures change with its run's. */
  #follow(run: number): void {
    if (this.study.value?.trials.some((trial) => trial.run === run) === true) void this.refresh();
  }
}

export const openStudy = new OpenStudy(api);
