import { beforeEach, describe, expect, it } from 'vitest';
import { createRunWatch } from '../../../main/run-watch.ts';
import type { RunStatus } from '../../../shared/domain/run.ts';
import type { EventPayload, PushedEvent } from '../../../shared/ipc/contract.ts';

const shown: (number | null)[] = [];
const announced: unknown[] = [];
let watch: (event: PushedEvent) => void;

beforeEach(() => {
  shown.length = 0;
  announced.length = 0;
  watch = createRunWatch({
    showProgress: (share) => shown.push(share),
    announceEnd: (end) => announced.push(end),
  });
});

function progress(run: number, epoch: number, batch: number): PushedEvent {
  return {
    name: 'run:progressed',
    payload: {
      run,
      name: 'first',
      phase: 'training',
      epoch,
      epochs: 4,
      batch,
      batches: 10,
      loss: null,
      accuracy: null,
      imagesPerSecond: null,
      secondsLeft: null,
      memoryBytes: null,
    },
  };
}

function changed(run: number, status: RunStatus): PushedEvent {
  // Only these three fields of a summary are looked at.
  return { name: 'run:changed', payload: { run, name: 'first', status } as EventPayload<'run:changed'> };
}

describe('a run’s signs', () => {
  it('are its share of the planned epochs, and none once it is over', () => {
    watch(changed(1, 'queued'));
    watch(changed(1, 'running'));
    watch(progress(1, 1, 5));
    watch(progress(1, 3, 0));
    watch(changed(1, 'completed'));
    expect(shown).toEqual([0.125, 0.5, null]);
    expect(announced).toEqual([{ run: 1, name: 'first', status: 'completed' }]);
  });

  it('announce an end once, and no end of what never ran', () => {
    watch(changed(1, 'running'));
    watch(changed(1, 'failed'));
    watch(changed(1, 'failed'));
    watch(changed(2, 'queued'));
    watch(changed(2, 'stopped'));
    expect(announced).toEqual([{ run: 1, name: 'first', status: 'failed' }]);
  });

  it('go with a run that is deleted', () => {
    watch(progress(1, 1, 1));
    watch({ name: 'run:deleted', payload: { run: 1 } });
    expect(shown.at(-1)).toBeNull();
    expect(announced).toEqual([]);
  });
});
