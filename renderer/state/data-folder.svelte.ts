import type { HomeMoveProgress, HomePlace } from '../../shared/domain/home-move.ts';
import type { AppErrorPayload } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** The data folder, and moving it to another place. */
export class DataFolder {
  readonly place = new Loadable<HomePlace>();
  readonly #api: Api;
  #move = $state.raw<HomeMoveProgress | null>(null);
  #problem = $state.raw<AppErrorPayload | null>(null);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('home:move-progressed', (progress) => (this.#move = progress));
    client.onEvent('home:move-ended', ({ error }) => {
      if (error === null) return;
      this.#move = null;
      this.#problem = error;
    });
    client.onReconnected(() => void this.refresh());
  }

  /** Null while it is not being moved; stays once it was, until the app is started again. */
  get move(): HomeMoveProgress | null {
    return this.#move;
  }

  /** Why the last move came to nothing; null where none did. */
  get problem(): AppErrorPayload | null {
    return this.#problem;
  }

  async refresh(): Promise<void> {
    await this.place.load(() => this.#api.call('home:show', {}));
    this.#move = this.place.value?.move ?? null;
  }

  /** Begins to move. @throws AppError home-busy, output-not-writable, ... */
  async moveTo(path: string): Promise<void> {
    this.#problem = null;
    await this.#api.call('home:move', { path });
  }

  async cancelMove(): Promise<void> {
    await this.#api.call('home:cancel-move', {});
  }

  /** Deletes the library at its former place. @throws AppError home-busy where a process still uses it */
  async deleteFormer(): Promise<void> {
    await this.#api.call('home:delete-former', {});
    await this.refresh();
  }

  /** Leaves the library at its former place alone from now on. */
  async keepFormer(): Promise<void> {
    await this.#api.call('home:keep-former', {});
    await this.refresh();
  }
}

export const dataFolder = new DataFolder(api);
