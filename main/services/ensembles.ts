import { randomUUID } from 'node:crypto';
import type { Run } from '../../shared/domain/run.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { Message } from '../../shared/ipc/message.ts';
import { insertEnsemble, type HeldOutImage } from '../db/ensembles.ts';
import {
  arrangeHeldOutImages,
  countPatients,
  leastPatients,
  listHeldOutByAny,
  type HeldOutArrangement,
} from './ensembles/arrange-held-out-images.ts';
import { chooseMembers } from './ensembles/choose-members.ts';
import { prepareHeldOutImages } from './ensembles/prepare-held-out-images.ts';
import { readHeldOutImages } from './ensembles/read-held-out-images.ts';
import { nameRun } from './runs/name-run.ts';
import { resolveRun } from './runs/resolve-run.ts';
import type { RunModel } from './runs/run-models.ts';
import { toRun, toRunSummary } from './runs/to-run.ts';
import type { ServiceContext } from './service-context.ts';

export interface EnsembleService {
  /**
   * Makes a run of several others that are asked together. Its operating point is chosen by the first member's rule,
   * on images that no model judging them was trained on; where there are too few it has none yet.
   *
   * @throws AppError run-not-found, run-without-model, ensemble-invalid, name-taken, dataset-source-missing
   */
  create(input: ParsedInput<'ensembles:create'>): Promise<Run>;
}

interface ChosenPoint {
  readonly threshold: number | null;
  readonly reason: Message;
}

export function createEnsembleService(context: ServiceContext): EnsembleService {
  const { database, closing, openSession, openTrainer, publish } = context;

  async function choosePoint(models: readonly [RunModel, ...RunModel[]], name: string): Promise<ChosenPoint> {
    const [first] = models;
    if (models.some(({ run }) => run.datasetId !== first.run.datasetId)) {
      return { threshold: null, reason: otherDatasets };
    }
    const parts = await readHeldOutImages(database, models);
    const arrangement = arrangeHeldOutImages(parts);
    if (arrangement === null) return { threshold: null, reason: toTooFewNote(listHeldOutByAny(parts)) };
    const prepared = await prepareHeldOutImages(context, models, arrangement);
    const { decisionImages, operatingPoint, operatingPointTarget } = first.run.settings;
    const { threshold } = await openTrainer().run(
      {
        type: 'choose-operating-point',
        jobId: `choose-operating-point-${randomUUID()}`,
        ...prepared,
        settings: { decisionImages, operatingPoint, operatingPointTarget },
      },
      {
        signal: closing,
        onEvent(event) {
          if (event.type !== 'images-predicted') return;
          publish('ensemble:progressed', { name, done: event.done, total: event.total });
        },
      },
    );
    return { threshold, reason: toChosenNote(arrangement) };
  }

  return {
    async create({ runs, name: wanted }) {
      const models = chooseMembers(context, runs);
      const [first, ...others] = models;
      const name = nameRun(database, { name: wanted, stem: `ensemble-${first.run.datasetName}` });
      const point = await choosePoint(models, name);
      const id = insertEnsemble(database, {
        name,
        members: [first.run.id, ...others.map(({ run }) => run.id)],
        ...point,
        owner: openSession().id,
      });
      const run = resolveRun(database, id);
      publish('run:changed', toRunSummary(context, run));
      return toRun(context, run);
    },
  };
}

function toChosenNote({ rule, images }: HeldOutArrangement): Message {
  const details = { images: images.length, patients: countPatients(images) };
  const of = `${details.images.toLocaleString('en-US')} images of ${details.patients.toLocaleString('en-US')} patients`;
  return rule === 'common'
    ? {
        code: 'chosen-on-held-out-images',
        message: `The operating point was chosen on ${of} that every member held out.`,
        details,
      }
    : {
        code: 'chosen-out-of-fold',
        message: `The operating point was chosen on ${of}, each judged by the members that were not trained on it.`,
        details,
      };
}

function toTooFewNote(heldOut: readonly HeldOutImage[]): Message {
  const images = heldOut.length;
  return {
    code: 'nothing-to-choose-on',
    message: `No operating point was chosen: the members held out ${images.toLocaleString('en-US')} images, and it takes ${leastPatients} patients of each class. Evaluate on images that no member has seen, and choose it there.`,
    details: { images, needed: leastPatients },
  };
}

const otherDatasets: Message = {
  code: 'nothing-to-choose-on',
  message:
    'No operating point was chosen: the members learnt from different datasets. Evaluate on images that no member has seen, and choose it there.',
  details: {},
};
