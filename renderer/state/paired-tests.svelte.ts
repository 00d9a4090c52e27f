import { SvelteMap } from 'svelte/reactivity';
import type { EvaluationComparison } from '../../shared/domain/evaluation-comparison.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** Two evaluations, by number. */
export interface EvaluationsCompared {
  readonly first: number;
  readonly second: number;
}

/** Whether evaluations differ by more than chance: each pair is asked for once, since evaluations never change. */
export class PairedTests {
  readonly #api: Api;
  readonly #tests = new SvelteMap<string, Loadable<EvaluationComparison>>();

  constructor(client: Api = api) {
    this.#api = client;
  }

  /** Null for a pair that was never asked for. */
  of({ first, second }: EvaluationsCompared): Loadable<EvaluationComparison> | null {
    return this.#tests.get(toKey(first, second)) ?? null;
  }

  /** Tests the pairs that are not known yet; one that failed is tried again. */
  async test(pairs: readonly EvaluationsCompared[]): Promise<void> {
    const wanted = pairs.filter((pair) => this.of(pair)?.error !== null);
    await Promise.all(
      wanted.map(async ({ first, second }) => {
        const test = new Loadable<EvaluationComparison>();
        this.#tests.set(toKey(first, second), test);
        await test.load(() => this.#api.call('evaluations:compare', { first, second }));
      }),
    );
  }
}

function toKey(first: number, second: number): string {
  return `${first} ${second}`;
}
