import type { LogEntry } from '../../shared/domain/log-entry.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** How many of the log's last lines are shown. */
const mostLines = 200;

/** The end of the app's log, read when it is asked for. */
export class LogLines {
  readonly entries = new Loadable<readonly LogEntry[]>();
  readonly #api: Api;

  constructor(client: Api) {
    this.#api = client;
  }

  /** The newest line first. */
  async read(): Promise<void> {
    await this.entries.load(async () =>
      (await this.#api.call('app:read-log', { lines: mostLines })).toReversed(),
    );
  }
}

export const logLines = new LogLines(api);
