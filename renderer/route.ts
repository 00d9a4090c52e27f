import type { ImageQuery } from '../shared/domain/image-query.ts';
import type { Decisions, ImageTrail } from '../shared/domain/image-trail.ts';
import { toGuideHash } from '../shared/domain/guide.ts';
import type { StudyKind } from '../shared/domain/study.ts';
import {
  parseDecisions,
  parseImageQuery,
  parseImageTrail,
  writeDecisions,
  writeImageQuery,
  writeImageTrail,
} from './image-address.ts';

import type { RunFilter } from './screens/runs/filter-runs.ts';
import { parseRunFilter, writeRunFilter } from './screens/runs/run-filter-address.ts';

/** Where the window is: one screen, what it shows, and which part of it. */
export type Route =
  | { readonly screen: 'library'; readonly isImporting: boolean }
  /** A dataset, and which of its images the grid shows. */
  | {
      readonly screen: 'dataset';
      readonly dataset: number;
      readonly tab: DatasetTab;
      readonly query: ImageQuery;
    }
  /** One image of a dataset in the viewer, and what it was opened from. */
  | { readonly screen: 'image'; readonly dataset: number; readonly image: number; readonly trail: ImageTrail }
  | { readonly screen: 'train'; readonly dataset: number | null }
  | { readonly screen: 'runs'; readonly filter: RunFilter }
  /** A run, and which of its evaluation's images are listed. */
  | {
      readonly screen: 'run';
      readonly run: number;
      readonly tab: RunTab;
      readonly decisions: Decisions | null;
    }
  /** Runs side by side, each once. */
  | { readonly screen: 'compare'; readonly runs: readonly number[] }
  | { readonly screen: 'studies' }
  | { readonly screen: 'study'; readonly study: number }
  /** The form that starts a study; with no dataset it begins with the newest. */
  | { readonly screen: 'new-study'; readonly kind: StudyKind; readonly dataset: number | null }
  | { readonly screen: 'diagnose'; readonly run: number | null }
  /** One prediction's image in the viewer, among the results on the screen of diagnoses or a patient's. */
  | { readonly screen: 'result'; readonly prediction: number; readonly from: ResultOrigin }
  | { readonly screen: 'patients'; readonly patient: string | null }
  | { readonly screen: 'settings' }
  /** A page of the user guide, null for the first, and one of its headings, null for the top. */
  | { readonly screen: 'help'; readonly page: string | null; readonly section: string | null };

export const datasetTabs = ['images', 'statistics', 'checks'] as const;
export type DatasetTab = (typeof datasetTabs)[number];

export const studyKinds = ['cross-validation', 'sweep'] as const satisfies readonly StudyKind[];

export const runTabs = ['curves', 'epochs', 'evaluations', 'stress', 'setup', 'record', 'layers'] as const;
export type RunTab = (typeof runTabs)[number];

/** Where a result in the viewer was opened from: the first unless its address tells. */
const resultOrigins = ['results', 'patient'] as const;
export type ResultOrigin = (typeof resultOrigins)[number];

const home: Route = { screen: 'library', isImporting: false };

/**
 * The route that an address's hash names, such as `#/runs/5/epochs`. An unknown screen leads to the library,
 * an unknown tab to the screen's first.
 */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', subject = '', tab = '', item = ''] = path.split('/');
  const parameters = new URLSearchParams(search);
  const id = parseId(subject);
  switch (screen) {
    case 'library':
      return { screen: 'library', isImporting: subject === 'import' };
    case 'datasets': {
      const image = tab === 'images' ? parseId(item) : null;
      if (id === null) return home;
      if (image !== null) {
        return { screen: 'image', dataset: id, image, trail: parseImageTrail(parameters) };
      }
      const query = parseImageQuery(parameters);
      return { screen: 'dataset', dataset: id, tab: pick(datasetTabs, tab), query };
    }
    case 'train':
      return { screen: 'train', dataset: parseId(parameters.get('dataset')) };
    case 'runs':
      if (id === null) return { screen: 'runs', filter: parseRunFilter(parameters) };
      return { screen: 'run', run: id, tab: pick(runTabs, tab), decisions: parseDecisions(parameters) };
    case 'compare':
      return { screen: 'compare', runs: parseIds(parameters.get('runs')) };
    case 'studies':
      if (subject === 'new') {
        const dataset = parseId(parameters.get('dataset'));
        return { screen: 'new-study', kind: pick(studyKinds, tab), dataset };
      }
      return id === null ? { screen: 'studies' } : { screen: 'study', study: id };
    case 'diagnose': {
      const prediction = subject === 'results' ? parseId(tab) : null;
      if (prediction !== null) {
        return { screen: 'result', prediction, from: pick(resultOrigins, parameters.get('from') ?? '') };
      }
      return { screen: 'diagnose', run: parseId(parameters.get('run')) };
    }
    case 'patients':
      return { screen: 'patients', patient: decode(subject) };
    case 'settings':
      return { screen: 'settings' };
    case 'help': {
      const page = decode(path.slice('help/'.length));
      return { screen: 'help', page, section: page === null ? null : parameters.get('section') };
    }
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
      return `#/datasets/${route.dataset}${toTabPath(datasetTabs, route.tab)}${toSearch(writeImageQuery(route.query))}`;
    case 'image':
      return `#/datasets/${route.dataset}/images/${route.image}${toSearch(writeImageTrail(route.trail))}`;
    case 'train':
      return route.dataset === null ? '#/train' : `#/train?dataset=${route.dataset}`;
    case 'runs':
      return `#/runs${toSearch(writeRunFilter(route.filter))}`;
    case 'run':
      return `#/runs/${route.run}${toTabPath(runTabs, route.tab)}${route.decisions === null ? '' : toSearch(writeDecisions(route.decisions))}`;
    case 'compare':
      return `#/compare?runs=${route.runs.join(',')}`;
    case 'studies':
      return '#/studies';
    case 'study':
      return `#/studies/${route.study}`;
    case 'new-study': {
      const query = route.dataset === null ? '' : `?dataset=${route.dataset}`;
      return `#/studies/new/${route.kind}${query}`;
    }
    case 'diagnose':
      return route.run === null ? '#/diagnose' : `#/diagnose?run=${route.run}`;
    case 'result':
      return `#/diagnose/results/${route.prediction}${route.from === 'results' ? '' : `?from=${route.from}`}`;
    case 'patients':
      return route.patient === null ? '#/patients' : `#/patients/${encodeURIComponent(route.patient)}`;
    case 'settings':
      return '#/settings';
    case 'help':
      return route.page === null ? '#/help' : toGuideHash(route.page, route.section);
  }
}

function toSearch(parameters: URLSearchParams): string {
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

/** A part of an address that may hold any text; null where it is empty or not well formed. */
function decode(part: string): string | null {
  try {
    return part === '' ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}

function parseIds(text: string | null): readonly number[] {
  const ids = (text ?? '').split(',').map(parseId);
  return [...new Set(ids.filter((id) => id !== null))];
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
