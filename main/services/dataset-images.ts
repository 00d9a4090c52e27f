import { setImmediate as giveWay } from 'node:timers/promises';
import type { EditHistory, EditOutcome } from '../../shared/domain/image-edit.ts';
import type { ImageFilter } from '../../shared/domain/image-query.ts';
import type { ClassImages, ImagePage } from '../../shared/domain/image.ts';
import type { Reference } from '../../shared/domain/name.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { ImagePlace } from '../../shared/ipc/methods/viewer.ts';
import type { Database } from '../db/client.ts';
import { type StoredDataset, listClasses } from '../db/datasets.ts';
import { type NewImageEdit, insertEdit, readEditHistory, replayEdit } from '../db/image-changes.ts';
import {
  type ImageListing,
  type JudgingRun,
  countListedClasses,
  countListedImages,
  dependsOnRun,
  listImageIds,
  listImagesByIds,
} from '../db/image-list.ts';
import { findImagePlace } from '../db/image-place.ts';
import { gatherJudgedImages, readJudgedState } from '../db/judged-images.ts';
import { findRun } from '../db/runs.ts';
import type { Publish } from '../events.ts';
import { doubtfulLogOdds } from './predictions/flag-prediction.ts';

/** Where a run has chosen no operating point, a call is positive from here up. */
const usualThreshold = 0.5;

/** The images of a dataset: listing them, and what readers change of them. */
export interface DatasetImageService {
  /** @throws AppError dataset-not-found, run-not-found, input-invalid where the query needs a run and names none */
  list(input: ParsedInput<'images:list'>): Promise<ImagePage>;
  /** @throws AppError as `list` */
  listIds(input: ParsedInput<'images:list-ids'>): Promise<number[]>;
  /** @throws AppError as `list` */
  countClasses(input: ParsedInput<'images:count-classes'>): Promise<ClassImages[]>;
  /** Where an image stands in a list. @throws AppError as `list` */
  findPlace(input: ParsedInput<'images:find'>): Promise<ImagePlace>;
  /** @throws AppError dataset-not-found, input-invalid where the dataset has no such class */
  correctLabel(input: ParsedInput<'images:correct-label'>): Promise<EditOutcome>;
  /** @throws AppError dataset-not-found */
  setExcluded(input: ParsedInput<'images:exclude'>, isExcluded: boolean): Promise<EditOutcome>;
  /** Undoing or redoing nothing changes nothing. @throws AppError dataset-not-found */
  replay(reference: Reference, direction: 'undo' | 'redo'): Promise<EditOutcome>;
  /** @throws AppError dataset-not-found */
  showHistory(reference: Reference): EditHistory;
}

/** Makes the service that lists and corrects the images of datasets. */
export function createDatasetImageService(
  { database, publish }: { readonly database: Database; readonly publish: Publish },
  findDataset: (reference: Reference) => StoredDataset,
): DatasetImageService {
  async function toListing(
    input: Pick<ParsedInput<'images:list'>, 'dataset' | 'filter' | 'sort' | 'isDescending'>,
  ): Promise<ImageListing> {
    const { id: datasetId } = findDataset(input.dataset);
    const { filter, sort, isDescending } = input;
    const run = findJudgingRun(database, datasetId, filter);
    if (run !== null) await gatherJudgedImages(database, run.id, datasetId);
    else if (dependsOnRun({ filter, sort })) throw toNoRunError();
    return { datasetId, filter, sort, isDescending, run };
  }

  const counts = rememberCounts(database, findDataset);

  /** An edit of many images lets others have their turn: the next one begins when it is done. */
  let lastEdit: Promise<unknown> = Promise.resolve();

  async function editInTurn(datasetId: number, change: () => Promise<number>): Promise<EditOutcome> {
    const edit = lastEdit.then(change);
    lastEdit = edit.catch(() => {});
    const changed = await edit;
    if (changed > 0) publish('dataset:changed', { datasetId });
    return { changed, history: readEditHistory(database, datasetId) };
  }

  return {
    async list({ offset, limit, ...query }) {
      const listing = await toListing(query);
      const total = counts.count(listing);
      // Each of the two takes a while where a run has judged a hundred thousand images.
      await giveWay();
      const ids = listImageIds(database, listing, { offset, limit });
      return { images: listImagesByIds(database, ids, listing.run), total };
    },
    async listIds({ offset, limit, ...query }) {
      return listImageIds(database, await toListing(query), { offset, limit });
    },
    async countClasses(query) {
      return countListedClasses(database, await toListing(query));
    },
    async findPlace({ image, ...query }) {
      const listing = await toListing(query);
      return { ...findImagePlace(database, listing, image), total: counts.count(listing) };
    },
    async correctLabel({ dataset: reference, images, className }) {
      const dataset = findDataset(reference);
      checkClass(database, dataset, className);
      const change: NewImageEdit = { field: 'class', className };
      return await editInTurn(dataset.id, () => insertEdit(database, dataset.id, images, change));
    },
    async setExcluded({ dataset, images }, isExcluded) {
      const { id } = findDataset(dataset);
      const change: NewImageEdit = { field: 'excluded', isExcluded };
      return await editInTurn(id, () => insertEdit(database, id, images, change));
    },
    async replay(reference, direction) {
      const { id } = findDataset(reference);
      return await editInTurn(id, () => replayEdit(database, id, direction));
    },
    showHistory: (reference) => readEditHistory(database, findDataset(reference).id),
  };
}

/** Scrolling asks for page after page of one query: its count is taken once, until the images change. */
function rememberCounts(
  database: Database,
  findDataset: (reference: Reference) => StoredDataset,
): { count(listing: ImageListing): number } {
  let last = { key: '', count: 0 };
  return {
    count(listing) {
      const { revision } = findDataset(listing.datasetId);
      const judged = listing.run === null ? '' : readJudgedState(database, listing.run.id, listing.datasetId);
      const key = JSON.stringify([revision, judged, listing]);
      if (key !== last.key) last = { key, count: countListedImages(database, listing) };
      return last.count;
    },
  };
}

function findJudgingRun(
  database: Database,
  datasetId: number,
  { run: runId }: ImageFilter,
): JudgingRun | null {
  if (runId === null) return null;
  const run = findRun(database, runId);
  if (run === null) {
    throw new AppError('run-not-found', `There is no run ${runId} (any more). Choose another.`, {
      run: runId,
    });
  }
  const threshold = run.threshold ?? usualThreshold;
  const ids = new Map(listClasses(database, datasetId).map(({ id, name }) => [name, id]));
  return {
    id: run.id,
    threshold,
    doubtfulFrom: scaleOdds(threshold, Math.exp(-doubtfulLogOdds)),
    doubtfulTo: scaleOdds(threshold, Math.exp(doubtfulLogOdds)),
    classes: run.classes,
    findingIds: run.classes.slice(1).map((finding) => ids.get(finding) ?? 0),
  };
}

/** The probability whose odds are `factor` times those of another. */
function scaleOdds(probability: number, factor: number): number {
  return (probability * factor) / (probability * factor + 1 - probability);
}

function checkClass(database: Database, { id, name }: StoredDataset, className: string): void {
  const classes = listClasses(database, id).map((each) => each.name);
  if (classes.includes(className)) return;
  throw new AppError(
    'input-invalid',
    `"${className}" is not a class of the dataset "${name}". It has ${classes.join(', ')}.`,
    { className },
  );
}

function toNoRunError(): AppError {
  return new AppError(
    'input-invalid',
    'Images can be chosen or put in order by what a run said of them only where the run is named.',
  );
}
