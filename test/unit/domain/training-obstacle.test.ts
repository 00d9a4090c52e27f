import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../shared/domain/dataset.ts';
import { findTrainingObstacle } from '../../../shared/domain/training-obstacle.ts';

function makeDataset(counts: Partial<Dataset>): Dataset {
  return {
    id: 1,
    name: 'cxr',
    sourcePath: '/data/cxr',
    createdAt: '2026-03-04T10:00:00.000Z',
    images: 240,
    excluded: 0,
    patients: 160,
    classes: { NORMAL: 120, PNEUMONIA: 120 },
    negativeClass: 'NORMAL',
    positiveClass: 'PNEUMONIA',
    splits: { train: 180, test: 60 },
    duplicates: 0,
    rejected: 0,
    warnings: [],
    ...counts,
  };
}

describe('what stands in the way of training', () => {
  it('is nothing where two classes have images, also where others have none left', () => {
    expect(findTrainingObstacle(makeDataset({}))).toBeNull();
    expect(findTrainingObstacle(makeDataset({ splits: {} }))).toBeNull();
    const classes = { NORMAL: 1, BACTERIA: 0, VIRUS: 239 };
    expect(findTrainingObstacle(makeDataset({ classes, excluded: 9 }))).toBeNull();
  });

  it('is that every image is excluded', () => {
    const classes = { NORMAL: 0, PNEUMONIA: 0 };
    const counts = { images: 0, patients: 0, excluded: 1240, classes, splits: {} };
    expect(findTrainingObstacle(makeDataset(counts))).toMatchObject({
      code: 'dataset-empty',
      message:
        'All images of the dataset "cxr" (1,240) are excluded, so none is left to train on. Include again those that should count: its filter "Excluded" shows them.',
    });
  });

  it('is that only images to judge on are left', () => {
    const counts = { images: 60, classes: { NORMAL: 30, PNEUMONIA: 30 }, splits: { test: 60 } };
    expect(findTrainingObstacle(makeDataset({ ...counts, excluded: 180 }))).toMatchObject({
      code: 'dataset-empty',
      message: expect.stringMatching(/\(60\) are in its test part.*"Excluded"/),
    });
    // Nothing to include again where nothing is excluded.
    expect(findTrainingObstacle(makeDataset(counts))?.message).not.toContain('xclude');
  });

  it('is that one class alone has images', () => {
    const classes = { NORMAL: 0, BACTERIA: 120, VIRUS: 0 };
    expect(findTrainingObstacle(makeDataset({ images: 120, excluded: 120, classes }))).toMatchObject({
      code: 'dataset-one-class',
      message: expect.stringMatching(/^No image of NORMAL, VIRUS counts in the dataset "cxr"/),
      details: { dataset: 'cxr', missing: 'NORMAL, VIRUS' },
    });
  });
});
