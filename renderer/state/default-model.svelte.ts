import type { RunSummary } from '../../shared/domain/run.ts';
import { api, type Api } from '../api.ts';
import { toasts } from './toasts.svelte.ts';
import { runs } from './runs.svelte.ts';

/** The model that is asked unless another is chosen. */
export class DefaultModel {
  readonly #api: Api;
  #run = $state<number | null>(null);
  #isLoaded = $state(false);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('default-model:changed', ({ run }) => (this.#run = run));
    client.onReconnected(() => void this.refresh());
  }

  /** The run that was chosen; null where none was. */
  get run(): number | null {
    return this.#run;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  async refresh(): Promise<void> {
    try {
      this.#run = (await this.#api.call('default-model:show', {})).run;
      this.#isLoaded = true;
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  async choose(run: number): Promise<void> {
    this.#run = (await this.#api.call('default-model:set', { run })).run;
  }
}

/** The default one among models, the newest where none was chosen; null where there are none. */
export function pickModel(models: readonly RunSummary[], chosen: number | null): RunSummary | null {
  return models.find(({ run }) => run === chosen) ?? models[0] ?? null;
}

export const defaultModel = new DefaultModel(api);

/** The run that explains an image where the image itself names none. */
export function pickExplainingRun(): number | null {
  return pickModel(runs.withModel, defaultModel.run)?.run ?? null;
}
