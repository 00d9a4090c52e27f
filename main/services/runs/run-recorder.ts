import type { BatchMetrics } from '../../../shared/domain/metric.ts';
import type { TrainerEvent } from '../../../shared/trainer-protocol.ts';
import { dropMetricsAfter, insertBatches, insertEpoch } from '../../db/run-metrics.ts';
import { setRunBest } from '../../db/runs.ts';
import type { ServiceContext } from '../service-context.ts';

const flushIntervalMs = 1000;

/** Keeps what a trainer tells of a run: in the database, and by events for whoever watches. */
export interface RunRecorder {
  /** Takes one event of the run's job. */
  record(event: TrainerEvent): void;
  /** Stores the batches that still wait. */
  flush(): void;
}

/**
 * Batches are stored at most once a second in one transaction, and at the end of each epoch, since a
 * transaction a batch would wait for the disk more than a small network trains. There is no timer: what
 * waits is stored with the next event, or by the last `flush`.
 *
 * @param now milliseconds, from any moment on
 */
export function createRunRecorder(
  { database, publish }: Pick<ServiceContext, 'database' | 'publish'>,
  runId: number,
  now: () => number = () => performance.now(),
): RunRecorder {
  let waiting: BatchMetrics[] = [];
  let flushedAt = now();

  function flush(): void {
    insertBatches(database, runId, waiting);
    waiting = [];
    flushedAt = now();
  }

  function record(event: TrainerEvent): void {
    if (event.type === 'training-started') {
      // What lies beyond the checkpoint is computed again; what a killed process did not store is in it.
      waiting = [];
      database.transaction(() => {
        dropMetricsAfter(database, runId, event.epochsDone);
        for (const metrics of event.history) insertEpoch(database, runId, metrics);
      })();
    } else if (event.type === 'batch-ended') {
      waiting.push(event.metrics);
      publish('run:batch-ended', { run: runId, ...event.metrics });
      if (now() - flushedAt >= flushIntervalMs) flush();
    } else if (event.type === 'epoch-ended') {
      const { metrics, bestEpoch, threshold } = event;
      database.transaction(() => {
        insertBatches(database, runId, waiting);
        insertEpoch(database, runId, metrics);
        setRunBest(database, runId, { bestEpoch, threshold });
      })();
      waiting = [];
      publish('run:epoch-ended', { run: runId, metrics });
    } else if (event.type === 'training-ended') {
      flush();
      setRunBest(database, runId, event);
    }
  }

  return { record, flush };
}
