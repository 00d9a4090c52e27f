import type { EpochMetrics } from '../../../shared/domain/metric.ts';
import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import { followCosine } from './cosine.ts';
import { reduceOnPlateau } from './plateau.ts';
import { goDownStep } from './step.ts';
import { warmUp } from './warm-up.ts';

/** Where training stands, before a batch. */
export interface SchedulePosition {
  /** Counts from 1. */
  readonly epoch: number;
  /** Counts from 0 within the epoch. */
  readonly batch: number;
  /** Batches an epoch. */
  readonly batches: number;
  /** The epochs that have ended. */
  readonly history: readonly EpochMetrics[];
}

export type ScheduleSettings = Pick<
  RunSettings,
  'learningRate' | 'epochs' | 'schedule' | 'warmupEpochs' | 'scheduleEpochs' | 'scheduleFactor' | 'monitor'
>;

/** The share of the learning rate that a schedule leaves at a position. */
export type Schedule = (position: SchedulePosition, settings: ScheduleSettings) => number;

const schedules: Readonly<Record<RunSettings['schedule'], Schedule>> = {
  constant: () => 1,
  cosine: followCosine,
  step: goDownStep,
  plateau: reduceOnPlateau,
};

/**
 * The learning rate of a batch: the run's, times what its schedule and its warm-up leave of it. A function of
 * the position and the history alone, so that a resumed run goes on with the rate of an unbroken one.
 */
export function toLearningRate(position: SchedulePosition, settings: ScheduleSettings): number {
  const share = schedules[settings.schedule](position, settings) * warmUp(position, settings);
  return settings.learningRate * share;
}

/** Epochs gone by before a batch, with the part of the one in hand. */
export function countEpochsBefore({ epoch, batch, batches }: SchedulePosition): number {
  return epoch - 1 + batch / batches;
}
