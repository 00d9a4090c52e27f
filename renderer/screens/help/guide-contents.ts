import type { Language } from '../../../shared/domain/app-settings.ts';

/** The guide's pages as they are listed, by their English names; `toLocalPage` finds them in a language. */
export const guideContents = [
  {
    name: 'clinician',
    pages: ['clinician/start', 'clinician/diagnose', 'clinician/read-a-result', 'clinician/what-it-is-not'],
  },
  {
    name: 'researcher',
    pages: [
      'researcher/import',
      'researcher/patients-and-splits',
      'researcher/train',
      'researcher/networks',
      'researcher/decide',
      'researcher/compare',
      'researcher/studies',
      'researcher/several-classes',
      'researcher/ensembles',
      'researcher/stress-test',
      'researcher/feature-maps',
      'researcher/shipped-model',
      'researcher/reproduce',
    ],
  },
  { name: 'it', pages: ['it/install', 'it/engines', 'it/data'] },
] as const;

export type GuideSubject = 'index' | (typeof guideContents)[number]['pages'][number];

const subjects: readonly GuideSubject[] = ['index', ...guideContents.flatMap(({ pages }) => pages)];

/** The page that tells of a subject in a language: English beneath the guide's folder, Vietnamese in `vi`. */
export function toLocalPage(subject: GuideSubject, language: Language): string {
  return language === 'vi' ? `vi/${subject}` : subject;
}

export function findPageLanguage(page: string): Language {
  return page.startsWith('vi/') ? 'vi' : 'en';
}

/** The same page in the other language; null where the guide has no such page. */
export function findTranslation(page: string): string | null {
  const from = findPageLanguage(page);
  const subject = subjects.find((each) => toLocalPage(each, from) === page);
  return subject === undefined ? null : toLocalPage(subject, from === 'vi' ? 'en' : 'vi');
}

/** Every page that is listed in a language, but for the first, which only lists them too. */
export function listPages(language: Language): readonly string[] {
  return guideContents.flatMap(({ pages }) => pages.map((page) => toLocalPage(page, language)));
}
