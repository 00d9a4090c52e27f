import type { EventPayload } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { diagnosis, type Diagnosis } from './diagnosis.svelte.ts';
import { overlay, type Overlay } from './overlay.svelte.ts';
import { router, type Router } from './router.svelte.ts';
import { toasts } from './toasts.svelte.ts';

interface Places {
  readonly router: Router;
  readonly overlay: Overlay;
  readonly diagnosis: Diagnosis;
}

/**
 * Does what is asked of this window from outside its page: by the native menu, by a notification, or by files
 * and folders opened with the app, which go to Diagnose.
 */
export class Opened {
  readonly #api: Api;
  readonly #places: Places;
  /** Folders that wait for a model, or for the folder before them. */
  #folders = $state.raw<readonly string[]>([]);

  constructor(client: Api, places: Places) {
    this.#api = client;
    this.#places = places;
    client.onEvent('app:asked', (asked) => void this.#do(asked));
  }

  /** Takes what the app was opened with. Each file is given once, to the window that asks first. */
  async take(): Promise<void> {
    const { files, folders } = await this.#api.call('app:take-opened', {});
    if (files.length === 0 && folders.length === 0) return;
    this.#places.router.open({ screen: 'diagnose', run: null });
    if (files.length > 0) this.#places.diagnosis.addPaths(files);
    this.#folders = [...this.#folders, ...folders];
  }

  /** Begins with the next folder once a model is there and no folder is in work. To be called in an effect. */
  beginNextFolder(): void {
    const [folder, ...others] = this.#folders;
    const { run, batch } = this.#places.diagnosis;
    if (folder === undefined || run === null || batch !== null) return;
    this.#folders = others;
    this.#places.diagnosis.addFolder(folder).catch((thrown: unknown) => toasts.showError(thrown));
  }

  async #do(asked: EventPayload<'app:asked'>): Promise<void> {
    if (asked.to === 'open') this.#places.router.openHash(asked.hash);
    else if (asked.to === 'show') this.#places.overlay.show(asked.overlay);
    else await this.take();
  }
}

export const opened = new Opened(api, { router, overlay, diagnosis });
