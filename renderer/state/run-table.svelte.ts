import { SvelteSet } from 'svelte/reactivity';
import { z } from 'zod';
import type { RunSummary } from '../../shared/domain/run.ts';
import { filterRuns, noFilter, type RunFilter } from '../screens/runs/filter-runs.ts';
import { choosableColumns, usualColumns, type ChosenColumn } from '../screens/runs/run-columns.ts';
import { sortRuns, toggleOrder, type RunColumn, type RunOrder } from '../screens/runs/sort-runs.ts';
import { router, type Router } from './router.svelte.ts';
import { readRemembered, remember } from './remembered.ts';

const columnsKey = 'negatoscope.run-columns';

/**
 * How the list of runs is looked at. The filter stands in the window's address; the order stays while other
 * screens are open, columns for longer.
 */
export class RunTable {
  readonly #router: Pick<Router, 'route' | 'open'>;
  #order = $state.raw<RunOrder>({ column: 'created', direction: 'descending' });
  #columns = $state.raw<readonly ChosenColumn[]>(readColumns());
  readonly #selected = new SvelteSet<number>();

  constructor(place: Pick<Router, 'route' | 'open'> = router) {
    this.#router = place;
  }

  get filter(): RunFilter {
    const { route } = this.#router;
    return route.screen === 'runs' ? route.filter : noFilter;
  }

  get order(): RunOrder {
    return this.#order;
  }

  /** In the order in which they stand. */
  get columns(): readonly ChosenColumn[] {
    return this.#columns;
  }

  /** The runs that fit, in order. */
  arrange(runs: readonly RunSummary[]): readonly RunSummary[] {
    return sortRuns(filterRuns(runs, this.filter), this.#order);
  }

  /** Changes some sides of the filter. A text that is typed in steps is one step of the history. */
  changeFilter(changes: Partial<RunFilter>): void {
    const filter = { ...this.filter, ...changes };
    const isTypedOn = this.filter.text !== '' && filter.text !== '' && filter.text !== this.filter.text;
    this.#router.open({ screen: 'runs', filter }, { replace: isTypedOn });
  }

  sortBy(column: RunColumn): void {
    this.#order = toggleOrder(this.#order, column);
  }

  chooseColumns(columns: readonly ChosenColumn[]): void {
    this.#columns = choosableColumns.filter((column) => columns.includes(column));
    remember(columnsKey, this.#columns);
  }

  isSelected(run: number): boolean {
    return this.#selected.has(run);
  }

  select(runs: readonly number[], isSelected: boolean): void {
    for (const run of runs) {
      if (isSelected) this.#selected.add(run);
      else this.#selected.delete(run);
    }
  }

  clearSelection(): void {
    this.#selected.clear();
  }
}

function readColumns(): readonly ChosenColumn[] {
  const { data } = z.array(z.string()).safeParse(readRemembered(columnsKey));
  return data === undefined ? usualColumns : choosableColumns.filter((column) => data.includes(column));
}

export const runTable = new RunTable();
