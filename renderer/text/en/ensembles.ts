/** Runs that are asked together, and views of an image. */
export const ensembles = {
  'ensemble.make': 'Make an ensemble',
  'ensemble.title': 'Make an ensemble',
  'ensemble.text':
    'An ensemble answers with the mean of what its members say, each by its own calibrated probabilities. Members tell the same classes apart.',
  'ensemble.members': 'Members',
  'ensemble.members-figures': 'What each member reached by itself',
  'ensemble.name': 'Name',
  'ensemble.name-hint': 'Left empty, it is called after the dataset.',
  'ensemble.choosing': 'Choosing its operating point',
  'ensemble.needs-models': 'A run without a model cannot be a member.',
  'ensemble.of.one': '{count} model',
  'ensemble.of.other': '{count} models',
  'ensemble.subtitle': 'Ensemble, trained on {dataset}, made {when}',
  'ensemble.asks': 'Asks {members}',
  'ensemble.member': 'Member',
  'ensemble.own-threshold': 'Its own operating point',
  'ensemble.no-curves': 'An ensemble is not trained: its members have the curves, settings and layers.',
  'ensemble.no-point': 'No operating point yet',
  'views.label': 'Test-time augmentation',
  'views.off': 'Off',
  'views.count': '{count} views',
  'views.hint':
    'Takes {count} times as long: the mean over the image and mild changes of it. The operating point was chosen without it.',
  'views.averaged': 'Mean over {count} views of each image',
} as const;
