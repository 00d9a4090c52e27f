import { languages } from '../../shared/domain/app-settings.ts';
import type { Dataset } from '../../shared/domain/dataset.ts';
import type { RunSummary } from '../../shared/domain/run.ts';
import type { StudySummary } from '../../shared/domain/study.ts';
import { everyImage } from '../image-address.ts';
import { studyKinds, toHash, type Route } from '../route.ts';
import { themeChoices, type ThemeChoice } from '../state/theme.svelte.ts';
import { t } from '../text/t.ts';
import type { Command } from './match-commands.ts';
import { navigationItems } from './navigation-items.ts';

/** What commands act on. */
export interface CommandTargets {
  readonly datasets: readonly Dataset[];
  readonly runs: readonly RunSummary[];
  readonly studies: readonly StudySummary[];
  readonly open: (route: Route) => void;
  readonly openHash: (hash: string) => void;
  readonly chooseTheme: (choice: ThemeChoice) => void;
  readonly chooseLanguage: (choice: (typeof languages)[number]) => void;
  readonly copyLink: () => void;
  readonly showShortcuts: () => void;
}

/** Everything the command palette offers: screens, actions, datasets, runs, studies. */
export function listCommands(targets: CommandTargets): readonly Command[] {
  return [
    ...listScreens(targets),
    ...listActions(targets),
    ...targets.datasets.map(({ id, name }) => ({
      id: `dataset ${id}`,
      label: name,
      kind: t('palette.dataset'),
      run: () => targets.open({ screen: 'dataset', dataset: id, tab: 'images', query: everyImage }),
    })),
    ...targets.runs.map(({ run, name }) => ({
      id: `run ${run}`,
      label: name,
      kind: t('palette.run'),
      run: () => targets.openHash(`#/runs/${run}`),
    })),
    ...targets.studies.map(({ study, name }) => ({
      id: `study ${study}`,
      label: name,
      kind: t('palette.study'),
      run: () => targets.open({ screen: 'study', study }),
    })),
  ];
}

function listScreens({ openHash }: CommandTargets): readonly Command[] {
  return navigationItems.map(({ name, href }) => ({
    id: `screen ${name}`,
    label: t(`nav.${name}`),
    kind: t('palette.screen'),
    run: () => openHash(href),
  }));
}

function listActions(targets: CommandTargets): readonly Command[] {
  const kind = t('palette.action');
  const importing = toHash({ screen: 'library', isImporting: true });
  return [
    { id: 'import', label: t('library.import'), kind, run: () => targets.openHash(importing) },
    ...studyKinds.map((study) => ({
      id: `new ${study}`,
      label: t(`studies.new-${study}`),
      kind,
      run: () => targets.open({ screen: 'new-study', kind: study, dataset: null }),
    })),
    { id: 'copy link', label: t('palette.copy-link'), kind, run: targets.copyLink },
    { id: 'guide', label: t('about.guide'), kind, run: () => targets.openHash('#/help') },
    { id: 'shortcuts', label: t('shortcut.title'), kind, run: targets.showShortcuts },
    ...themeChoices.map((choice) => ({
      id: `theme ${choice}`,
      label: t('palette.theme', { theme: t(`theme.${choice}`) }),
      kind,
      run: () => targets.chooseTheme(choice),
    })),
    ...languages.map((language) => ({
      id: `language ${language}`,
      label: t('palette.language', { language: t(`language.${language}`) }),
      kind,
      run: () => targets.chooseLanguage(language),
    })),
  ];
}
