/** Where the window is: one screen, what it shows, and which part of it. */
export type Route =
  | { readonly screen: 'library'; readonly isImporting: boolean }
  | { readonly screen: 'dataset'; readonly dataset: number; readonly tab: DatasetTab }
  | { readonly screen: 'train'; readonly dataset: number | null }
  | { readonly screen: 'runs' }
  | { readonly screen: 'run'; readonly run: number; readonly tab: RunTab }
  | { readonly screen: 'diagnose'; readonly run: number | null }
  | { readonly screen: 'settings' };

export const datasetTabs = ['images', 'checks'] as const;
export type DatasetTab = (typeof datasetTabs)[number];

export const runTabs = ['curves', 'epochs', 'evaluations', 'setup', 'layers'] as const;
export type RunTab = (typeof runTabs)[number];

const home: Route = { screen: 'library', isImporting: false };

/**
 * The route that an address's hash names, such as `#/runs/5/epochs`. An unknown screen leads to the library,
 * an unknown tab to the screen's first.
 */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', subject = '', tab = ''] = path.split('/');
  const parameters = new URLSearchParams(query);
  const id = parseId(subject);
  switch (screen) {
    case 'library':
      return { screen: 'library', isImporting: subject === 'import' };
    case 'datasets':
      return id === null ? home : { screen: 'dataset', dataset: id, tab: pick(datasetTabs, tab) };
    case 'train':
      return { screen: 'train', dataset: parseId(parameters.get('dataset')) };
    case 'runs':
      return id === null ? { screen: 'runs' } : { screen: 'run', run: id, tab: pick(runTabs, tab) };
    case 'diagnose':
      return { screen: 'diagnose', run: parseId(parameters.get('run')) };
    case 'settings':
      return { screen: 'settings' };
    default:
      return home;
  }
}

/** The hash of a route; `parseRoute` reads it back. */
export function toHash(route: Route): string {
  switch (route.screen) {
    case 'library':
      return route.isImporting ? '#/library/import' : '#/library';
    case 'dataset':
      return `#/datasets/${route.dataset}${toTabPath(datasetTabs, route.tab)}`;
    case 'train':
      return route.dataset === null ? '#/train' : `#/train?dataset=${route.dataset}`;
    case 'runs':
      return '#/runs';
    case 'run':
      return `#/runs/${route.run}${toTabPath(runTabs, route.tab)}`;
    case 'diagnose':
      return route.run === null ? '#/diagnose' : `#/diagnose?run=${route.run}`;
    case 'settings':
      return '#/settings';
  }
}

function parseId(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function pick<Tab extends string>(tabs: readonly [Tab, ...Tab[]], text: string): Tab {
  return tabs.find((tab) => tab === text) ?? tabs[0];
}

function toTabPath<Tab extends string>(tabs: readonly [Tab, ...Tab[]], tab: Tab): string {
  return tab === tabs[0] ? '' : `/${tab}`;
}
