import type { TrainingCallback } from './training-callback.ts';

/**
 * Ends a run whose epochs, with their validation, have taken a time together. It looks between epochs alone,
 * so that no epoch is lost half-way; the time of earlier parts of a resumed run counts.
 *
 * @param options.timeLimitMinutes null sets no limit
 */
export function createTimeLimit(options: { timeLimitMinutes: number | null }): TrainingCallback {
  const { timeLimitMinutes } = options;
  return {
    beforeEpoch(history) {
      const minutes = history.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
      if (timeLimitMinutes === null || minutes < timeLimitMinutes) return null;
      const unit = timeLimitMinutes === 1 ? 'minute' : 'minutes';
      return {
        code: 'time-limit-reached',
        message: `Stopped at its time limit of ${timeLimitMinutes} ${unit}, after ${minutes.toFixed(1)} minutes of training.`,
        details: { limit: timeLimitMinutes, minutes: Number(minutes.toFixed(1)) },
      };
    },
  };
}
