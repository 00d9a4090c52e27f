import type { Message } from '../../../shared/ipc/message.ts';
import type { BatchMetrics, EpochMetrics } from '../../../shared/domain/metric.ts';
import type { LabelledLogits } from '../evaluation/fit-calibration.ts';

/** An epoch that has just been trained and validated. */
export interface EndedEpoch {
  readonly metrics: EpochMetrics;
  /** Every epoch of the run so far, this one last. */
  readonly history: readonly EpochMetrics[];
  /** What the model said of the validation images. */
  readonly validation: LabelledLogits;
}

/** Something that watches training, one idea a file. Callbacks are called in the order in which they are listed. */
export interface TrainingCallback {
  /** Before each epoch, also that at which a resumed run goes on; a message ends the run and tells the user why. */
  beforeEpoch?(history: readonly EpochMetrics[]): Message | null;
  /** After each batch; throws where the run cannot go on. */
  onBatchEnded?(batch: BatchMetrics): void;
  onEpochEnded?(epoch: EndedEpoch): void | Promise<void>;
}
