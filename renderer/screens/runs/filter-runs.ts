import type { RunSummary } from '../../../shared/domain/run.ts';

/** What a list of runs is narrowed to; an empty text leaves its side open. */
export interface RunFilter {
  readonly text: string;
  readonly status: string;
  readonly dataset: string;
  readonly preset: string;
  readonly tag: string;
  readonly isArchivedShown: boolean;
}

export const noFilter: RunFilter = {
  text: '',
  status: '',
  dataset: '',
  preset: '',
  tag: '',
  isArchivedShown: false,
};

/**
 * The runs that fit a filter, in their order. Every word of the text must stand in the name, a tag, the
 * note, the dataset's or the network's name, whatever the case.
 */
export function filterRuns(runs: readonly RunSummary[], filter: RunFilter): readonly RunSummary[] {
  const words = filter.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter(
    (run) =>
      (filter.isArchivedShown || !run.annotation.isArchived) &&
      fits(filter.status, run.status) &&
      fits(filter.dataset, run.dataset) &&
      fits(filter.preset, run.preset) &&
      (filter.tag === '' || run.annotation.tags.includes(filter.tag)) &&
      hasWords(run, words),
  );
}

/** Whether a filter leaves anything out beyond archived runs. */
export function isFiltering(filter: RunFilter): boolean {
  const { isArchivedShown: _, ...texts } = filter;
  return Object.values(texts).some((text) => text.trim() !== '');
}

/** What there is to choose from in each side of the filter, each once, in alphabetical order. */
export function listFilterChoices(
  runs: readonly RunSummary[],
): Readonly<Record<'status' | 'dataset' | 'preset' | 'tag', readonly string[]>> {
  return {
    status: listOnce(runs.map(({ status }) => status)),
    dataset: listOnce(runs.map(({ dataset }) => dataset)),
    preset: listOnce(runs.map(({ preset }) => preset)),
    tag: listOnce(runs.flatMap(({ annotation }) => annotation.tags)),
  };
}

function fits(wanted: string, value: string): boolean {
  return wanted === '' || wanted === value;
}

function hasWords({ name, annotation, dataset, preset }: RunSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [name, ...annotation.tags, annotation.note, dataset, preset].join('\n').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

function listOnce(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b));
}
