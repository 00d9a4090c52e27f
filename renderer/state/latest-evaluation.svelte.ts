import type { Evaluation } from '../../shared/domain/run.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** A model's latest evaluation on images that it was not chosen by, which says how far it is to be trusted. */
export class LatestEvaluation {
  readonly #api: Api;
  /** Its value holds null where the model was never evaluated. */
  readonly #loadable = new Loadable<{ readonly evaluation: Evaluation | null }>();

  constructor(client: Api = api) {
    this.#api = client;
  }

  get isLoaded(): boolean {
    return this.#loadable.value !== null;
  }

  get value(): Evaluation | null {
    return this.#loadable.value?.evaluation ?? null;
  }

  /** @param views of each image; an evaluation of other views says nothing of these */
  async open(run: number | null, views: number): Promise<void> {
    this.#loadable.clear();
    if (run === null) return;
    await this.#loadable.load(async () => {
      const evaluations = await this.#api.call('evaluations:list', { run });
      return { evaluation: evaluations.find((each) => each.kind === 'test' && each.views === views) ?? null };
    });
  }
}
