/** The user guide within the app. Its own words stand in `docs/guide`. */
export const help = {
  'help.this-screen': 'Help on this screen',
  'help.contents': 'Contents of the guide',
  'help.clinician': 'For a clinician',
  'help.researcher': 'For a researcher',
  'help.it': 'For an IT desk',
  'help.search': 'Search the guide',
  'help.none': 'Nothing in the guide has all of these words.',
  'help.found.one': '{count} place found',
  'help.found.other': '{count} places found',
  'help.other-language': 'This page is in Vietnamese.',
  'help.read-translation': 'Read it in English',
  'help.no-page': 'The guide has no such page',
  'help.no-page-text': 'It may have been renamed. The contents list every page.',
  'help.to-start': 'To the beginning of the guide',
  'help.first-steps': 'Read the first steps',
} as const;
