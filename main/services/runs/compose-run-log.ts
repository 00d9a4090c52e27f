import type { RunLogEntry } from '../../../shared/domain/run-log.ts';
import type { Message } from '../../../shared/ipc/message.ts';

/** What is known of a run's past. */
export interface RunPast {
  readonly createdAt: string;
  readonly changes: readonly RunLogEntry[];
  readonly evaluations: readonly {
    readonly createdAt: string;
    readonly sourcePath: string;
    readonly images: number;
    readonly warnings: readonly Message[];
  }[];
  /** What a reader should know about how the images were divided. */
  readonly warnings: readonly Message[];
}

/** A run's log, the oldest entry first; of one moment, in the order in which they are told here. */
export function composeRunLog({ createdAt, changes, evaluations, warnings }: RunPast): RunLogEntry[] {
  const toWarning = (at: string) => (warning: Message) => ({ kind: 'warning', at, warning }) as const;
  const entries: RunLogEntry[] = [
    ...changes.slice(0, 1),
    ...warnings.map(toWarning(createdAt)),
    ...changes.slice(1),
    ...evaluations.flatMap(({ createdAt: at, sourcePath, images, warnings: doubts }) => [
      { kind: 'evaluation', at, sourcePath, images } as const,
      ...doubts.map(toWarning(at)),
    ]),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
