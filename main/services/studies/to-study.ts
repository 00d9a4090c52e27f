import type { MonitorName } from '../../../shared/domain/monitor.ts';
import { type Spread, summarizeSpread } from '../../../shared/domain/statistics/spread.ts';
import {
  type Study,
  type StudySpread,
  type StudySummary,
  type Trial,
  findBestTrial,
  isTrialComparable,
  isTrialDone,
} from '../../../shared/domain/study.ts';
import type { Database } from '../../db/client.ts';
import type { StoredStudy } from '../../db/studies.ts';
import { countValidated, listTrials } from '../../db/trials.ts';

/** A stored study as the contract shows it, with its trials and what they came to. */
export function toStudy(database: Database, study: StoredStudy): Study {
  const trials = listTrials(database, study.id);
  return {
    ...summarize(study, trials),
    settings: study.settings,
    trials,
    spread: measureSpread(trials),
    validated: study.plan.kind === 'cross-validation' ? countValidated(database, study.id) : null,
  };
}

/** A stored study as a list shows it. */
export function toStudySummary(database: Database, study: StoredStudy): StudySummary {
  return summarize(study, listTrials(database, study.id));
}

function summarize(study: StoredStudy, trials: readonly Trial[]): StudySummary {
  // Folds are validated on different patients: the best of them is luck.
  const best = study.plan.kind === 'sweep' ? findBestTrial(trials, study.metric) : null;
  const run = best?.run ?? null;
  const figure = best?.figures?.[study.metric] ?? null;
  return {
    study: study.id,
    name: study.name,
    plan: study.plan,
    dataset: study.datasetName,
    datasetId: study.datasetId,
    preset: study.preset,
    metric: study.metric,
    status: study.status,
    statusReason: study.statusReason,
    trialsPlanned: trials.length,
    trialsDone: trials.filter(isTrialDone).length,
    trialsFailed: trials.filter(({ status }) => status === 'failed').length,
    currentRun: trials.find(({ status }) => status === 'queued' || status === 'running')?.run ?? null,
    best: best === null || run === null || figure === null ? null : { trial: best.number, run, figure },
    compared: measureSpread(trials)[study.metric],
    createdAt: study.createdAt,
    endedAt: study.endedAt,
  };
}

function measureSpread(trials: readonly Trial[]): StudySpread {
  const figures = trials.filter(isTrialComparable).flatMap((trial) => trial.figures ?? []);
  const measure = (name: MonitorName): Spread | null =>
    summarizeSpread(figures.flatMap((each) => each[name] ?? []));
  return {
    valRocAuc: measure('valRocAuc'),
    valLoss: measure('valLoss'),
    valAccuracy: measure('valAccuracy'),
  };
}
