import { describe, expect, test } from 'vitest';
import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import { runSettingsSchema, type RunSettings } from '../../../shared/domain/run-settings.ts';
import { createTimeLimit } from '../../../main/trainer/callbacks/time-limit.ts';
import { toLearningRate } from '../../../main/trainer/schedules/learning-rate.ts';
import { keras } from './support/keras-fixture.ts';

const batches = 4;

function makeEpoch(epoch: number, metrics: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    loss: 1,
    accuracy: 0.5,
    valLoss: 1,
    valAccuracy: 0.5,
    valRocAuc: 0.5,
    learningRate: 1,
    seconds: 30,
    imagesPerSecond: 1,
    ...metrics,
  };
}

/** The rates of a run's batches, from the first on. */
function listRates(settings: Partial<RunSettings>, steps: number): number[] {
  const all = runSettingsSchema.parse(settings);
  return Array.from({ length: steps }, (_, step) => {
    const position = { epoch: 1 + Math.floor(step / batches), batch: step % batches, batches, history: [] };
    return toLearningRate(position, all);
  });
}

/** The rates of epochs of a run whose validation gave these figures. */
function listPlateauRates(epochs: readonly EpochMetrics[], settings: Partial<RunSettings>): number[] {
  const all = runSettingsSchema.parse({ schedule: 'plateau', learningRate: 1, ...settings });
  return epochs.map((_, index) =>
    toLearningRate({ epoch: index + 1, batch: 0, batches, history: epochs.slice(0, index) }, all),
  );
}

describe('the learning rate', () => {
  test('is the setting, exactly, where nothing changes it', () => {
    expect(new Set(listRates({ learningRate: 0.003 }, 9))).toEqual(new Set([0.003]));
  });

  test("follows Keras's cosine after its warm-up, which climbs in a line", () => {
    // Six steps of warm-up, then fourteen down to 0 at the end of epoch 5.
    const { learningRate, steps, rates } = keras.schedules.cosine;
    const found = listRates({ learningRate, schedule: 'cosine', epochs: 5, warmupEpochs: 1.5 }, 6 + steps);
    [1, 2, 3, 4, 5, 6].forEach((share, index) =>
      expect(found[index]).toBeCloseTo((learningRate * share) / 6, 12),
    );
    rates.forEach((rate, index) => expect(found[6 + index]).toBeCloseTo(rate, 7));
  });

  test('goes down by steps of whole epochs', () => {
    const settings = { schedule: 'step', learningRate: 8, scheduleEpochs: 2, scheduleFactor: 0.5 } as const;
    const epochs = listRates(settings, 5 * batches).filter((_, step) => step % batches === batches - 1);
    expect(epochs).toEqual([8, 8, 4, 4, 2]);
  });

  test("comes down where validation stalls, as Keras's ReduceLROnPlateau has it", () => {
    const { values, patience, factor, rates } = keras.schedules.plateau;
    const epochs = values.map((valRocAuc, index) => makeEpoch(index + 1, { valRocAuc }));
    expect(listPlateauRates(epochs, { scheduleEpochs: patience, scheduleFactor: factor })).toEqual(rates);
  });

  test('comes down where a loss rises and not where it falls', () => {
    const losses = [1, 0.9, 0.8, 0.81, 0.82, 0.83];
    const epochs = losses.map((valLoss, index) => makeEpoch(index + 1, { valLoss }));
    const settings = { monitor: 'valLoss', scheduleEpochs: 2, scheduleFactor: 0.1 } as const;
    expect(listPlateauRates(epochs, settings)).toEqual([1, 1, 1, 1, 1, 0.1]);
  });

  test('never passes the setting where the warm-up is as long as the run', () => {
    const rates = listRates({ schedule: 'cosine', epochs: 2, warmupEpochs: 2, learningRate: 1 }, 8);
    expect(rates).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((step) => step / 8));
  });
});

describe('the time limit', () => {
  const history = [makeEpoch(1), makeEpoch(2)];

  test('ends a run between epochs once its minutes are reached', () => {
    expect(createTimeLimit({ timeLimitMinutes: 1.5 }).beforeEpoch?.(history)).toBeNull();
    const reason = createTimeLimit({ timeLimitMinutes: 1 }).beforeEpoch?.(history);
    expect(reason?.message).toBe('Stopped at its time limit of 1 minute, after 1.0 minutes of training.');
  });

  test('that is not set ends nothing', () => {
    expect(createTimeLimit({ timeLimitMinutes: null }).beforeEpoch?.(history)).toBeNull();
  });
});
