import { listDatasetStates, listRunStates, listStudyStates, readDataVersion } from '../db/library-state.ts';
import {
  findNewestIds,
  listNewPatients,
  listNewReviews,
  listRunsWithNewPredictions,
} from '../db/predictions.ts';
import { findRun } from '../db/runs.ts';
import { findStudy } from '../db/studies.ts';
import { toRunSummary } from './runs/to-run.ts';
import type { ServiceContext } from './service-context.ts';
import { toStudySummary } from './studies/to-study.ts';

/** How long a change of another process may stay unseen. */
const usualIntervalMs = 2000;

type States = ReadonlyMap<number, string>;

/**
 * Tells the window what other processes on the library do to its runs, studies and datasets, what they predict, what is
 * said of it and whose image it is: commands in a terminal, another browser mode. What this application does itself it
 * tells at once; some of it is told here again.
 */
export function watchLibrary(
  {
    database,
    home,
    publish,
    log,
    closing,
  }: Pick<ServiceContext, 'database' | 'home' | 'publish' | 'log' | 'closing'>,
  intervalMs = usualIntervalMs,
): void {
  let version = readDataVersion(database);
  let [runs, studies, datasets] = readStates();
  let newest = findNewestIds(database);

  function readStates(): [States, States, States] {
    return [listRunStates(database), listStudyStates(database), listDatasetStates(database)];
  }

  function look(): void {
    const found = readDataVersion(database);
    if (found === version) return;
    version = found;
    const before = { runs, studies, datasets };
    [runs, studies, datasets] = readStates();
    for (const datasetId of listChanged(before.datasets, datasets)) publish('dataset:changed', { datasetId });
    for (const id of listChanged(before.runs, runs)) {
      const run = findRun(database, id);
      if (run !== null) publish('run:changed', toRunSummary({ database, home }, run));
    }
    for (const id of listChanged(before.studies, studies)) {
      const study = findStudy(database, id);
      if (study !== null) publish('study:changed', toStudySummary(database, study));
    }
    tellPredictions();
    for (const run of listGone(before.runs, runs)) publish('run:deleted', { run });
    for (const study of listGone(before.studies, studies)) publish('study:deleted', { study });
    for (const datasetId of listGone(before.datasets, datasets)) publish('dataset:deleted', { datasetId });
  }

  function tellPredictions(): void {
    const before = newest;
    newest = findNewestIds(database);
    for (const made of listRunsWithNewPredictions(database, before.prediction)) {
      publish('prediction:made', made);
    }
    for (const { prediction, ...review } of listNewReviews(database, before.review)) {
      publish('prediction:reviewed', { prediction, review });
    }
    for (const set of listNewPatients(database, before.patient)) publish('prediction:patient-set', set);
  }

  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      log.warn({ error }, 'could not look for what other processes changed');
    }
  }, intervalMs);
  timer.unref();
  closing.addEventListener('abort', () => clearInterval(timer));
}

/** Those that are new or have another state. */
function listChanged(before: States, after: States): number[] {
  return [...after].filter(([id, state]) => before.get(id) !== state).map(([id]) => id);
}

function listGone(before: States, after: States): number[] {
  return [...before.keys()].filter((id) => !after.has(id));
}
