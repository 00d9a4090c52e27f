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
  /** Changes with the search: answers to the one before are dropped. */
  #turn = 0;

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
    for (let page = Math.floor(first / patientsPerPage); page * patientsPerPage < end; page += 1) {
      if (!this.#requested.has(page)) void this.#load(page, false);
    }
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
