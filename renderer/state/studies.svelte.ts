import type { Study, StudySummary } from '../../shared/domain/study.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { LiveList } from './live-list.svelte.ts';

/** Every study, newest first. */
export class Studies {
  readonly list: LiveList<StudySummary>;
  readonly #api: Api;

  constructor(client: Api) {
    this.#api = client;
    this.list = new LiveList(() => client.call('studies:list', {}));
    client.onEvent('study:changed', (study) => this.list.change((studies) => withStudy(studies, study)));
    client.onEvent('study:deleted', ({ study: deleted }) =>
      this.list.change((studies) => studies.filter(({ study }) => study !== deleted)),
    );
    client.onReconnected(() => void this.list.refresh());
  }

  /** Begins a study. @throws AppError naming the setting or name that is wrong */
  async start(input: MethodInput<'studies:start'>): Promise<Study> {
    return this.#api.call('studies:start', input);
  }

  async stop(study: number): Promise<void> {
    await this.#api.call('studies:stop', { study });
  }

  async resume(study: number): Promise<void> {
    await this.#api.call('studies:resume', { study });
  }

  /** @param isWithRuns whether the trials' runs go too */
  async delete(study: number, isWithRuns: boolean): Promise<void> {
    await this.#api.call('studies:delete', { study, isWithRuns });
  }
}

/** The list with a study's new summary in its old place, or first where it is new. */
function withStudy(studies: readonly StudySummary[], changed: StudySummary): readonly StudySummary[] {
  return studies.some(({ study }) => study === changed.study)
    ? studies.map((each) => (each.study === changed.study ? changed : each))
    : [changed, ...studies];
}

export const studies = new Studies(api);
