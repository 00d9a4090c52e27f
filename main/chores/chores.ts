import type { Database } from '../db/client.ts';
import type { Home } from '../home.ts';
import type { ChoreInput, ChoreName, ChoreOutput, ChoreProgress } from './chore-shapes.ts';

/** What a chore works with, in whichever thread it is done. */
export interface ChoreContext<Name extends ChoreName> {
  readonly home: Home;
  readonly database: Database;
  /** Aborted when the chore is to end early. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ChoreProgress<Name>) => void;
}

type Chores = {
  readonly [Name in ChoreName]: (
    context: ChoreContext<Name>,
    input: ChoreInput<Name>,
  ) => Promise<ChoreOutput<Name>>;
};

/** How each chore is done. Its modules are loaded where and when it is. */
export const chores: Chores = {
  async 'import-dataset'(context, request) {
    const { importDataset } = await import('../library/import-dataset.ts');
    return await importDataset(context, request);
  },
  async 'audit-dataset'({ onProgress, ...context }, { datasetId }) {
    const { auditDataset } = await import('../library/audit-dataset.ts');
    const { resolveStoredDataset } = await import('../library/resolve-dataset.ts');
    const dataset = resolveStoredDataset(context.database, datasetId);
    return await auditDataset({
      ...context,
      dataset,
      onProgress: (done, total) => onProgress({ done, total }),
    });
  },
  async 'create-run'({ database }, { request, ...options }) {
    const { createRun } = await import('../services/runs/create-run.ts');
    return createRun(database, request, options);
  },
  async 'repeat-run'({ database }, { run, ...options }) {
    const { repeatRun } = await import('../services/runs/repeat-run.ts');
    const { resolveRun } = await import('../services/runs/resolve-run.ts');
    return repeatRun(database, resolveRun(database, run), options);
  },
  async 'find-seen-images'({ database }, { splitIds, images }) {
    const { findSeenImages } = await import('../services/evaluations/find-seen-images.ts');
    return findSeenImages(database, splitIds, images);
  },
  async 'store-evaluation'({ database }, { evaluation, images }) {
    const { insertEvaluation } = await import('../db/evaluations.ts');
    return insertEvaluation(database, evaluation, images);
  },
  async 'compare-evaluations'({ database }, evaluations) {
    const { compareEvaluations } = await import('../services/evaluations/compare-evaluations.ts');
    return compareEvaluations(database, evaluations);
  },
  async 'export-evaluation'({ database }, input) {
    const { exportEvaluation } = await import('../services/evaluations/export-evaluation.ts');
    return await exportEvaluation(database, input);
  },
  async 'describe-repetition'({ database }, { run }) {
    const { describeRepetition } = await import('../services/runs/describe-repetition.ts');
    const { resolveRun } = await import('../services/runs/resolve-run.ts');
    return describeRepetition(database, resolveRun(database, run));
  },
  async 'export-run-images'({ database }, { run, path }) {
    const { exportRunImages } = await import('../services/runs/export-run-images.ts');
    const { resolveRun } = await import('../services/runs/resolve-run.ts');
    return await exportRunImages(database, resolveRun(database, run), path);
  },
  async 'create-study'({ database }, { request, owner }) {
    const { createStudy } = await import('../services/studies/create-study.ts');
    return createStudy(database, request, owner);
  },
};
