import type { CheckpointFile, RunLogEntry } from '../../shared/domain/run-log.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** What happened to a run, and the states that it can go on from. */
export class RunRecord {
  readonly log = new Loadable<readonly RunLogEntry[]>();
  readonly checkpoints = new Loadable<readonly CheckpointFile[]>();
  readonly #api: Api;

  constructor(client: Api = api) {
    this.#api = client;
  }

  async load(run: number): Promise<void> {
    await Promise.all([
      this.log.load(() => this.#api.call('runs:log', { run })),
      this.checkpoints.load(() => this.#api.call('runs:checkpoints', { run })),
    ]);
  }
}
