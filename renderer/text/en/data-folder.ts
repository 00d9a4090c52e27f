/** Moving the data folder. */
export const dataFolder = {
  'folder.move': 'Move…',
  'folder.move-title': 'Move the data folder',
  'folder.move-text':
    'The library is copied, the copy is checked, and the app opens it there from then on. Until then nothing changes; afterwards the old folder stays until you delete it.',
  'folder.target': 'New data folder',
  'folder.target-hint': 'A folder that is empty, or not there yet.',
  'folder.no-target': 'Enter a folder, or browse to one.',
  'folder.start': 'Move',
  'folder.copying': 'Moving the data folder',
  'folder.copying-text':
    'Everything is copied to {target}. Please wait: the library cannot be used meanwhile.',
  'folder.progress': 'Progress of the copy',
  'folder.copied': '{done} of {total}',
  'folder.checking': 'Looking through the copy…',
  'folder.cancel': 'Cancel and stay here',
  'folder.cancelled': 'The move was cancelled. The data folder is where it was.',
  'folder.moved': 'The data folder was moved',
  'folder.moved-text': 'It is {target} now.',
  'folder.start-again': 'Close Negatoscope and start it again to go on there.',
  'folder.starting-again': 'Negatoscope starts again by itself.',
  'folder.former': 'The library still lies at its former place too',
  'folder.former-text': '{former} is used no more. Delete it once you have seen that all is here.',
  'folder.delete-former': 'Delete it there',
  'folder.keep-former': 'Keep it',
  'folder.delete-title': 'Delete the library at its former place?',
  'folder.delete-text':
    'The library in {former} is deleted, with its models and results as they were when it was moved. The library in use, {home}, is not touched.',
  'folder.delete-confirm': 'Delete',
} as const;
