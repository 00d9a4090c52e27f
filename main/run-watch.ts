import { toRunShare } from '../shared/domain/run-share.ts';
import type { RunStatus } from '../shared/domain/run.ts';
import type { PushedEvent } from '../shared/ipc/contract.ts';

/** What a run's course shows on, outside the window. */
export interface RunSigns {
  /** From 0 to 1; null takes the progress away. */
  showProgress(share: number | null): void;
  /** A run that trained is over. */
  announceEnd(run: { readonly run: number; readonly name: string; readonly status: EndStatus }): void;
}

export type EndStatus = Exclude<RunStatus, 'queued' | 'running'>;

/**
 * Follows runs by the events of the app: the progress of the one that trains, and the end of each that was seen
 * to train. An end that the app's closing brings, `interrupted`, is announced like any other.
 */
export function createRunWatch(signs: RunSigns): (event: PushedEvent) => void {
  const training = new Set<number>();

  function end(run: number): void {
    if (training.delete(run) && training.size === 0) signs.showProgress(null);
  }

  return (event) => {
    if (event.name === 'run:deleted') end(event.payload.run);
    if (event.name === 'run:progressed') {
      training.add(event.payload.run);
      signs.showProgress(toRunShare(event.payload));
    }
    if (event.name !== 'run:changed') return;
    const { run, name, status } = event.payload;
    if (status === 'running') training.add(run);
    if (status === 'running' || status === 'queued' || !training.has(run)) return;
    end(run);
    signs.announceEnd({ run, name, status });
  };
}
