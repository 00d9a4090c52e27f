import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import ModelPanel from '../../renderer/screens/diagnose/ModelPanel.svelte';
import { makeRunSummary } from './fake-app.ts';
import { makeEvaluation } from './make-evaluation.ts';

afterEach(cleanup);

const evaluation = makeEvaluation();

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
