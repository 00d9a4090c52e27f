import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Evaluation } from '../../shared/domain/run.ts';
import ModelPanel from '../../renderer/screens/diagnose/ModelPanel.svelte';
import { makeRunSummary } from './fake-app.ts';

afterEach(cleanup);

const row = { precision: 0.9, recall: 0.9, f1: 0.9, support: 10 };

/** Ten images of either class, judged at 0.5. */
const evaluation: Evaluation = {
  evaluation: 1,
  kind: 'validation',
  run: 1,
  runName: 'first',
  sourcePath: '',
  patients: 20,
  views: 1,
  seenInTraining: 0,
  rejected: [],
  warnings: [],
  createdAt: '2026-03-04T10:00:00.000Z',
  images: 20,
  positiveClass: 'PNEUMONIA',
  threshold: 0.5,
  accuracy: 0.85,
  rocAuc: 0.95,
  prAuc: 0.95,
  sensitivity: 0.9,
  specificity: 0.8,
  brier: 0.1,
  ece: 0.1,
  calibration: null,
  confusionMatrix: {
    classes: ['NORMAL', 'PNEUMONIA'],
    rows: [
      [8, 2],
      [1, 9],
    ],
  },
  report: { NORMAL: row, PNEUMONIA: row },
  averages: { macro: row, weighted: row },
  multiclass: null,
  intervals: { accuracy: [0.7, 1], rocAuc: null, sensitivity: null, specificity: null },
};

function show(threshold: number): string {
  const model = makeRunSummary({ threshold, hasModel: true });
  render(ModelPanel, {
    models: [model],
    model,
    isDefault: true,
    evaluation,
    onchoose: vi.fn(),
    onmakedefault: vi.fn(),
    views: 1,
    onviews: vi.fn(),
  });
  return screen.getByRole('region', { name: 'Model' }).textContent;
}

describe('what is known of the chosen model', () => {
  it('is what was measured at its operating point', () => {
    const words = show(0.5);
    expect(words).toContain('90.0%');
    expect(words).toContain('80.0%');
  });

  it('is not what was measured at the point before a reader chose another', () => {
    const words = show(0.97);
    expect(words).not.toContain('90.0%');
    expect(words).not.toContain('80.0%');
    expect(words).toContain('measured at 0.500 alone');
  });
});
