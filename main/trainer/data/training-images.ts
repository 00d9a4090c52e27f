import * as tf from '@tensorflow/tfjs';
import { isAugmenting } from '../../../shared/domain/settings/augmentation-settings.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { logError } from '../log-error.ts';
import { startBatchMaker } from './batch-maker.ts';
import { makeTrainingValues, type BatchAt, type TrainingImagesPlan } from './make-training-values.ts';
import { openPixelRecords } from './pixel-file.ts';

/** Where training's images come from: each time freshly changed, then scaled. */
export interface TrainingImages {
  /** Begins to make the batch that is read next, beside what the engine does until then. */
  prepare(wanted: BatchAt): void;
  /**
   * Reads a batch, prepared or not, as [count, imageSize, imageSize, 1]; the caller frees the tensor.
   *
   * @throws AppError `cache-damaged`
   */
  read(wanted: BatchAt): Promise<tf.Tensor4D>;
  close(): void;
}

/**
 * Opens the images of training. Images that are changed are made by a thread of their own, since that takes as
 * long as a tenth of a step, and a step holds this thread; where that thread fails, and where nothing is changed,
 * they are made here. The images are the same either way.
 *
 * @throws AppError `cache-damaged` where the pixel file is not there
 */
export function openTrainingImages(plan: TrainingImagesPlan): TrainingImages {
  const records = openPixelRecords(plan.pixels);
  const { imageSize } = records;
  const maker = isAugmenting(plan.settings) ? startBatchMaker(plan) : null;
  let prepared: { readonly wanted: BatchAt; readonly values: Promise<Float32Array> } | null = null;

  const make = async (wanted: BatchAt): Promise<Float32Array> => {
    if (maker === null) return makeTrainingValues(records, plan, wanted);
    const ready = prepared !== null && isSame(prepared.wanted, wanted) ? prepared.values : null;
    try {
      return await (ready ?? maker.make(wanted));
    } catch (thrown) {
      if (thrown instanceof AppError) throw thrown;
      logError('batches', thrown);
      return makeTrainingValues(records, plan, wanted);
    }
  };
  return {
    prepare(wanted) {
      if (maker === null) return;
      const values = maker.make(wanted);
      // Whoever reads it hears of its failure; a batch that nobody reads may fail unheard.
      values.catch(() => {});
      prepared = { wanted, values };
    },
    async read(wanted) {
      const values = await make(wanted);
      return tf.tensor4d(values, [wanted.batch.records.length, imageSize, imageSize, 1]);
    },
    close() {
      maker?.close();
      records.close();
    },
  };
}

function isSame(one: BatchAt, other: BatchAt): boolean {
  return one.epoch === other.epoch && one.batch.position === other.batch.position;
}
