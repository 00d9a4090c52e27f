import type { InputScaling } from '../../../../shared/domain/input-scaling.ts';
import type { RunSettings } from '../../../../shared/domain/run-settings.ts';
import type { LabelledRecords } from '../../../../shared/trainer-protocol.ts';
import { batchSize } from '../../asking/batch-size.ts';
import type { PixelReader } from '../../data/pixel-reader.ts';
import type { LogitsFunction } from '../../models/logits.ts';
import { predictLogits } from '../../predict-records.ts';
import { chooseDecision, type Decision, type DecisionSettings } from '../choose-decision.ts';
import { drawShiftReader } from './draw-shift-reader.ts';

/** Shifted copies of each image beside the image itself: enough that each shift is met some hundred times. */
const copies = 3;

/**
 * Fits the temperature and the operating point on validation images as they are together with shifted copies of
 * them. A model that tells nearly all of its own validation images apart leaves a wide choice of thresholds, and
 * most of them call everything positive that comes from elsewhere; the copies show which.
 *
 * @param options.scaling that of `reader`
 * @param options.onProgress images that are done, of all
 */
export async function decideUnderShift(options: {
  readonly computeLogits: LogitsFunction;
  readonly reader: PixelReader;
  readonly scaling: InputScaling;
  readonly validation: LabelledRecords;
  readonly settings: DecisionSettings;
  readonly onProgress: (done: number, total: number) => void;
}): Promise<Decision> {
  const { reader, scaling, validation } = options;
  const readers = listDecisionReaders(reader, scaling, 'shifted');
  const { records } = validation;
  // Not to be stopped: a run that is stopped ends with a model too, and a model has an operating point.
  const { signal } = new AbortController();
  const predictions: number[][] = [];
  for (const [place, shifted] of readers.entries()) {
    const before = place * records.length;
    const predicted = await predictLogits(options.computeLogits, shifted, records, {
      batchSize,
      signal,
      onProgress: (done) => options.onProgress(before + done, records.length * readers.length),
    });
    predictions.push(predicted ?? []);
  }
  const labels = readers.flatMap(() => validation.labels);
  return chooseDecision({ logits: predictions.flat(), labels }, options.settings);
}

/** What a decision's images are read by: as they are, and where it is to hold under shift, each copy of them too. */
export function listDecisionReaders(
  reader: PixelReader,
  scaling: InputScaling,
  images: RunSettings['decisionImages'],
): PixelReader[] {
  if (images === 'plain') return [reader];
  return [reader, ...Array.from({ length: copies }, (_, draw) => drawShiftReader(reader, scaling, draw))];
}
