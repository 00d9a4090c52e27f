import type { Diagnostics } from '../../shared/domain/diagnostics.ts';
import type { EngineDescription } from '../../shared/domain/engine.ts';
import type { AppErrorPayload } from '../../shared/ipc/app-error.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

type AppDescription = MethodOutput<'app:describe'>;

/** What this window is connected to: the app, its engine and, on demand, the doctor's report. */
export class App {
  readonly description = new Loadable<AppDescription>();
  readonly diagnostics = new Loadable<Diagnostics>();
  readonly #api: Api;
  #engine = $state.raw<EngineDescription | null>(null);
  #engineError = $state.raw<AppErrorPayload | null>(null);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('engine:started', (engine) => this.#setEngine(engine, null));
    client.onEvent('engine:crashed', (error) => this.#setEngine(null, error));
    client.onReconnected(() => void this.refresh());
  }

  /** Null until the trainer process has answered, and after it crashed. */
  get engine(): EngineDescription | null {
    return this.#engine;
  }

  get engineError(): AppErrorPayload | null {
    return this.#engineError;
  }

  async refresh(): Promise<void> {
    await this.description.load(async () => {
      const description = await this.#api.call('app:describe', {});
      this.#setEngine(description.engine, description.engineError);
      return description;
    });
  }

  /** Asks for the doctor's report; it looks at every engine and the disk, which takes a moment. */
  async examine(): Promise<void> {
    await this.diagnostics.load(() => this.#api.call('app:examine', {}));
  }

  /** Shows a folder of the app on the desktop, where there is one. */
  async openFolder(folder: 'data' | 'logs'): Promise<void> {
    await this.#api.call('app:open-folder', { folder });
  }

  #setEngine(engine: EngineDescription | null, error: AppErrorPayload | null): void {
    this.#engine = engine;
    this.#engineError = error;
  }
}

export const app = new App(api);
