import type { RunRepetition } from '../../shared/domain/run-repetition.ts';
import type { Run } from '../../shared/domain/run.ts';
import type { CheckpointFile, RunLogEntry } from '../../shared/domain/run-log.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** What happened to a run, and the states that it can go on from. */
export class RunRecord {
  readonly log = new Loadable<readonly RunLogEntry[]>();
  readonly checkpoints = new Loadable<readonly CheckpointFile[]>();
  /** How it compares with the run that it repeats. */
  readonly repetition = new Loadable<RunRepetition>();
  readonly #api: Api;

  constructor(client: Api = api) {
    this.#api = client;
  }

  async load({ run, repeats }: Pick<Run, 'run' | 'repeats'>): Promise<void> {
    await Promise.all([
      this.log.load(() => this.#api.call('runs:log', { run })),
      this.checkpoints.load(() => this.#api.call('runs:checkpoints', { run })),
      ...(repeats === null
        ? []
        : [this.repetition.load(() => this.#api.call('runs:show-repetition', { run }))]),
    ]);
  }
}
