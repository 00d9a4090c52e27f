import type { Route, RunTab } from '../route.ts';
import type { GuideSubject } from '../screens/help/guide-contents.ts';

type ExplainedRoute = Exclude<Route, { readonly screen: 'help' }>;

const ofRunTab: Readonly<Record<RunTab, GuideSubject>> = {
  curves: 'researcher/train',
  epochs: 'researcher/train',
  evaluations: 'researcher/compare',
  stress: 'researcher/stress-test',
  setup: 'researcher/train',
  record: 'researcher/reproduce',
  layers: 'researcher/networks',
};

const ofScreen: Readonly<Record<Exclude<ExplainedRoute['screen'], 'run'>, GuideSubject>> = {
  library: 'researcher/import',
  dataset: 'researcher/import',
  image: 'clinician/diagnose',
  train: 'researcher/train',
  runs: 'researcher/compare',
  compare: 'researcher/compare',
  studies: 'researcher/studies',
  study: 'researcher/studies',
  'new-study': 'researcher/studies',
  diagnose: 'clinician/diagnose',
  result: 'clinician/read-a-result',
  patients: 'clinician/diagnose',
  settings: 'it/data',
};

/** What the guide tells of a screen. */
export function findHelp(route: ExplainedRoute): GuideSubject {
  return route.screen === 'run' ? ofRunTab[route.tab] : ofScreen[route.screen];
}
