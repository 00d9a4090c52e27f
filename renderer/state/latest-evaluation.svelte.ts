import type { Evaluation } from '../../shared/domain/run.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/**
 * The evaluation that tells how far a model is to be trusted: the newest on images that it was not chosen by, and
 * where there is none, that on its validation images.
 *
 * @param evaluations the newest first
 * @param views of each image; an evaluation of other views says nothing of these
 */
export function pickTelling<Each extends Pick<Evaluation, 'kind' | 'views'>>(
  evaluations: readonly Each[],
  views: number,
): Each | null {
  const fitting = evaluations.filter((each) => each.views === views);
  return fitting.find(({ kind }) => kind === 'test') ?? fitting[0] ?? null;
}

/** What is known of how far a model is to be trusted. */
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

  /** @param views of each image */
  async open(run: number | null, views: number): Promise<void> {
    this.#loadable.clear();
    if (run === null) return;
    await this.#loadable.load(async () => {
      const evaluations = await this.#api.call('evaluations:list', { run });
      return { evaluation: pickTelling(evaluations, views) };
    });
  }
}
