import type { Message } from '../../../shared/ipc/message.ts';
import type { StoredRun } from '../../db/runs.ts';

/** What images are told apart by where a run has no operating point yet: an evaluation is where one is chosen. */
export const provisionalThreshold = 0.5;

/** What a reader should know about the operating point that an evaluation's decisions rest on. */
export function listDoubtsOfPoint({ threshold }: Pick<StoredRun, 'threshold'>, views: number): Message[] {
  return [
    ...(threshold === null
      ? [
          {
            code: 'operating-point-provisional' as const,
            message: 'No operating point is chosen yet: decisions are made at 0.5. Choose one here.',
            details: {},
          },
        ]
      : []),
    ...(views > 1
      ? [
          {
            code: 'views-averaged' as const,
            message: `Each probability is the mean over ${views} views of its image; the operating point was chosen without them.`,
            details: { views },
          },
        ]
      : []),
  ];
}
