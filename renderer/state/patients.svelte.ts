import { SvelteMap } from 'svelte/reactivity';
import type { PatientRecord, PatientSummary } from '../../shared/domain/patient-record.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

export const patientsPerPage = 100;

/** Patients found by a search, fetched by the page as they come into view, and the one that is open. */
export class Patients {
  readonly #api: Api;
  readonly #pages = new SvelteMap<number, readonly PatientSummary[]>();
  readonly #requested = new Set<number>();
  readonly record = new Loadable<PatientRecord>();
  #search = $state('');
  #total = $state<number | null>(null);
  #error = $state.raw<AppError | null>(null);
  /** The pages in view. */
  #shown = { first: 0, end: 0 };
  /** Changes with the search: answers to the one before are dropped. */
  #turn = 0;
  #isStale = false;
  #isRefreshing = false;

  constructor(client: Api) {
    this.#api = client;
  }

  get search(): string {
    return this.#search;
  }

  /** How many were found; null until the first page has come. */
  get total(): number | null {
    return this.#total;
  }

  get error(): AppError | null {
    return this.#error;
  }

  at(position: number): PatientSummary | null {
    return this.#pages.get(Math.floor(position / patientsPerPage))?.[position % patientsPerPage] ?? null;
  }

  /** Begins anew with a part of the patients' keys; the old list stays until the new one's first page is here. */
  find(search: string): void {
    this.#search = search;
    this.#turn += 1;
    this.#error = null;
    this.#requested.clear();
    void this.#load(0, true);
  }

  /** Fetches what positions `first` to `end`, exclusive, stand on, unless it is here or on its way. */
  show(first: number, end: number): void {
    this.#shown = { first, end };
    for (const page of this.#pagesShown()) {
      if (!this.#requested.has(page)) void this.#load(page, false);
    }
  }

  #pagesShown(): number[] {
    const first = Math.floor(this.#shown.first / patientsPerPage);
    const end = Math.max(first + 1, Math.ceil(this.#shown.end / patientsPerPage));
    return Array.from({ length: end - first }, (_, place) => first + place);
  }

  /**
   * Keeps what is shown as the library has it, whoever changes that: this window, another or another process. Call what
   * it returns to end that.
   */
  follow(): () => void {
    const changing = [
      'prediction:made',
      'prediction:reviewed',
      'prediction:patient-set',
      'dataset:changed',
      'dataset:deleted',
      'run:deleted',
    ] as const;
    const ends = changing.map((name) => this.#api.onEvent(name, () => void this.#refresh()));
    return () => ends.forEach((end) => end());
  }

  /** One at a time: what changes while it loads is loaded after it. */
  async #refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    while (this.#isStale) {
      this.#isStale = false;
      const shown = this.#pagesShown();
      // Those out of view are fetched again once they come into it.
      for (const page of this.#requested) if (!shown.includes(page)) this.#requested.delete(page);
      const patient = this.record.value?.patient;
      await Promise.all([
        ...shown.map(async (page) => await this.#load(page, false)),
        ...(patient === undefined ? [] : [this.open(patient)]),
      ]);
    }
    this.#isRefreshing = false;
  }

  async open(patient: string): Promise<void> {
    await this.record.load(() => this.#api.call('patients:show', { patient }));
  }

  async #load(page: number, isFirst: boolean): Promise<void> {
    const turn = this.#turn;
    this.#requested.add(page);
    try {
      const { patients, total } = await this.#api.call('patients:list', {
        search: this.#search.trim(),
        offset: page * patientsPerPage,
        limit: patientsPerPage,
      });
      if (turn !== this.#turn) return;
      if (isFirst) this.#pages.clear();
      this.#pages.set(page, patients);
      this.#total = total;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#requested.delete(page);
      this.#error = toAppError(thrown);
    }
  }
}

export const patients = new Patients(api);
