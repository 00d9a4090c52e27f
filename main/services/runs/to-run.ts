import { nameFindings } from '../../../shared/domain/classes.ts';
import type { RunAnnotation } from '../../../shared/domain/run-annotation.ts';
import type { EnsembleMember, Run, RunSummary } from '../../../shared/domain/run.ts';
import { listMembers } from '../../db/ensembles.ts';
import { countEpochs, type EpochSummary, findEpoch, listEpochs } from '../../db/run-metrics.ts';
import type { ListedRun, StoredRun } from '../../db/runs.ts';
import { summarizeSplit } from '../../db/splits.ts';
import type { Home } from '../../home.ts';
import type { ServiceContext } from '../service-context.ts';
import { readImagesDigest } from './read-images-digest.ts';
import { readModelCard } from './read-model.ts';
import { hasCheckpoint, hasModel } from './run-files.ts';

type Sources = Pick<ServiceContext, 'database' | 'home'>;

/** A stored run as the contract shows it, with its epochs, its split and what its folder holds. */
export function toRun(context: Sources, run: StoredRun): Run {
  const { database, home } = context;
  const members = listMembers(database, run.id);
  const directory = home.runDirectory(run.id);
  const card = readModelCard(directory);
  return {
    run: run.id,
    name: run.name,
    kind: run.kind,
    members,
    status: run.status,
    statusReason: run.statusReason,
    engine: run.engine,
    preset: run.preset,
    network: run.network,
    dataset: run.datasetName,
    datasetId: run.datasetId,
    classes: run.classes,
    positiveClass: nameFindings(run.classes),
    seed: run.settings.seed,
    settings: run.settings,
    epochs: listEpochs(database, run.id),
    bestEpoch: run.bestEpoch,
    threshold: run.threshold,
    validatedThreshold: run.validatedThreshold,
    temperature: card?.temperature ?? null,
    biases: card?.biases ?? null,
    scaling: card?.scaling ?? null,
    split: summarizeSplit(database, run.splitId),
    hasModel: hasEveryModel(home, run, members),
    hasCheckpoint: hasCheckpoint(directory),
    versions: run.versions,
    imagesDigest: readImagesDigest(database, run),
    weightsHash: run.weightsHash,
    repeats: run.repeats,
    annotation: toAnnotation(run),
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
  };
}

/**
 * A stored run as a list shows it.
 *
 * @param known its epochs in short and its members, where the caller has asked for those of every run
 */
export function toRunSummary(
  { database, home }: Sources,
  run: ListedRun,
  known: { readonly epochs: EpochSummary; readonly members: EnsembleMember[] } = {
    epochs: summarizeRunEpochs(database, run),
    members: listMembers(database, run.id),
  },
): RunSummary {
  const { epochs, members } = known;
  const directory = home.runDirectory(run.id);
  return {
    run: run.id,
    name: run.name,
    kind: run.kind,
    members,
    status: run.status,
    statusReason: run.statusReason,
    engine: run.engine,
    preset: run.preset,
    dataset: run.datasetName,
    bestEpoch: run.bestEpoch,
    threshold: run.threshold,
    hasModel: hasEveryModel(home, run, members),
    hasCheckpoint: hasCheckpoint(directory),
    annotation: toAnnotation(run),
    createdAt: run.createdAt,
    endedAt: run.endedAt,
    epochsDone: epochs.epochsDone,
    epochsPlanned: run.epochsPlanned,
    best: epochs.best,
  };
}

/** Whether a run can be asked: its own model is there, or every member's. */
function hasEveryModel(home: Home, run: ListedRun, members: readonly EnsembleMember[]): boolean {
  const trained = run.kind === 'ensemble' ? members.map((member) => member.run) : [run.id];
  return trained.every((id) => hasModel(home.runDirectory(id)));
}

function summarizeRunEpochs(database: Sources['database'], run: ListedRun): EpochSummary {
  return {
    epochsDone: countEpochs(database, run.id),
    best: run.bestEpoch === null ? null : findEpoch(database, run.id, run.bestEpoch),
  };
}

/** What a user says of a stored run. */
function toAnnotation({ tags, note, isPinned, isArchived }: ListedRun): RunAnnotation {
  return { tags, note, isPinned, isArchived };
}
