import type { ImportProgress, ImportReport } from '../../shared/domain/dataset.ts';
import type { Application } from '../application.ts';
import type { CommandContext } from './command-context.ts';
import { formatCount, formatDuration, formatProgress } from './format-values.ts';

/**
 * Waits for an import, showing where it stands; Ctrl-C cancels it.
 *
 * @throws AppError what ended it early
 */
export async function followImport(
  { terminal, onInterrupt }: CommandContext,
  library: Application,
  importId: string,
): Promise<ImportReport> {
  const unsubscribe = library.subscribe((event) => {
    if (event.name === 'import:progressed' && event.payload.importId === importId) {
      terminal.showProgress(formatImportProgress(event.payload));
    }
  });
  onInterrupt(() => void library.answer('imports:cancel', { importId }));
  try {
    return await library.call('imports:wait', { importId });
  } finally {
    unsubscribe();
  }
}

/** One line on where an import stands. */
export function formatImportProgress(progress: ImportProgress): string {
  const { phase, done, total, secondsLeft } = progress;
  if (phase === 'searching') return `Searching: ${formatCount(done)} files found`;
  if (phase === 'storing') return 'Storing';
  const left = secondsLeft === null ? '' : `  about ${formatDuration(secondsLeft)} left`;
  return formatProgress('Reading images', done, total) + left;
}
