import { runSettingsSchema } from '../../shared/domain/run-settings.ts';
import type { Run } from '../../shared/domain/run.ts';

/** A run with what a test doesn't care about filled in. */
export function makeRun(run: number, changes: Partial<Run> = {}): Run {
  const none = { images: 0, patients: 0 };
  return {
    run,
    name: `run ${run}`,
    kind: 'trained',
    members: [],
    status: 'running',
    statusReason: null,
    engine: 'wasm',
    preset: 'cnn5',
    network: null,
    dataset: 'cxr',
    datasetId: 1,
    classes: ['NORMAL', 'PNEUMONIA'],
    positiveClass: 'PNEUMONIA',
    seed: 1,
    settings: runSettingsSchema.parse({}),
    epochs: [],
    bestEpoch: null,
    threshold: null,
    validatedThreshold: null,
    temperature: null,
    biases: [],
    scaling: null,
    split: { train: none, val: none, excluded: none, notes: [] },
    hasModel: false,
    hasCheckpoint: false,
    versions: {},
    imagesDigest: '0'.repeat(64),
    weightsHash: null,
    repeats: null,
    annotation: { tags: [], note: '', isPinned: false, isArchived: false },
    createdAt: '2026-03-04T10:00:00.000Z',
    startedAt: null,
    endedAt: null,
    ...changes,
  };
}
