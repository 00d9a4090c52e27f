import { noFilter, type RunFilter } from './filter-runs.ts';

const texts = ['text', 'status', 'dataset', 'preset', 'tag'] as const;

/** What a filter adds to the address of the list of runs; nothing for none. `parseRunFilter` reads it back. */
export function writeRunFilter(filter: RunFilter): URLSearchParams {
  const parameters = new URLSearchParams(
    texts.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]])),
  );
  if (filter.isArchivedShown) parameters.set('archived', 'shown');
  return parameters;
}

/** The filter that an address holds. */
export function parseRunFilter(parameters: URLSearchParams): RunFilter {
  const given = Object.fromEntries(texts.map((name) => [name, parameters.get(name) ?? '']));
  return { ...noFilter, ...given, isArchivedShown: parameters.get('archived') === 'shown' };
}
