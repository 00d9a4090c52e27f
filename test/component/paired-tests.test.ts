import { describe, expect, it } from 'vitest';
import type { EvaluationComparison } from '../../shared/domain/evaluation-comparison.ts';
import {
  describeDecisions,
  describeRocAucs,
  formatPValue,
} from '../../renderer/screens/compare/describe-paired-test.ts';
import { listSharedSources, pairEvaluations } from '../../renderer/screens/compare/pair-evaluations.ts';
import type { ComparedRun } from '../../renderer/state/compared-runs.svelte.ts';
import { PairedTests } from '../../renderer/state/paired-tests.svelte.ts';
import { FakeApp } from './fake-app.ts';
import { makeRun } from './make-run.ts';

const comparison: EvaluationComparison = {
  first: 1,
  second: 2,
  images: 100,
  rocAuc: { first: 0.9, second: 0.95, difference: 0.05, interval: [0.0102, 0.0898], pValue: 0.0139 },
  decisions: { bothRight: 80, onlyFirstRight: 4, onlySecondRight: 14, bothWrong: 2, pValue: 0.0309 },
};
const names = { run: 'new', baseline: 'old' };

describe('a paired test in words', () => {
  it('says which is better, by how much and how surely', () => {
    expect(describeRocAucs(comparison, names)).toEqual({
      difference: '+0.050 (+0.010 to +0.090)',
      pValue: '0.014',
      isShown: true,
      words: 'new tells findings apart better than old.',
    });
    const { difference, words } = describeDecisions(comparison, names);
    // 14 less 4 of 100; the interval is worked out by hand in the test of the difference.
    expect(difference).toBe('+0.100 (+0.016 to +0.180)');
    expect(words).toContain('new decides right more often than old.');
    expect(words).toContain('Only new is right on 14 images, only old on 4.');
  });

  it('never takes no difference shown for equality', () => {
    const alike: EvaluationComparison = {
      ...comparison,
      rocAuc: { first: 0.9, second: 0.88, difference: -0.02, interval: [-0.06, 0.02], pValue: 0.33 },
    };
    const { isShown, difference, words } = describeRocAucs(alike, names);
    expect(isShown).toBe(false);
    expect(difference).toBe('−0.020 (−0.060 to +0.020)');
    expect(words).toBe(
      'No difference shown. That is no proof that they are alike: it may lie anywhere from −0.060 to +0.020.',
    );
  });

  it('says of the same probabilities what they are', () => {
    const rocAuc: EvaluationComparison['rocAuc'] = {
      first: 0.9,
      second: 0.9,
      difference: 0,
      interval: [0, 0],
      pValue: 1,
    };
    expect(describeRocAucs({ ...comparison, rocAuc }, names)).toMatchObject({
      difference: '0.000 (0.000 to 0.000)',
      words: 'Both give these images the same order.',
    });
  });

  it('says that there are too few images for an AUC', () => {
    expect(describeRocAucs({ ...comparison, rocAuc: null }, names)).toMatchObject({
      difference: '–',
      isShown: false,
    });
  });

  it('prints p as journals do', () => {
    expect([0.0004, 0.001, 0.05, 1].map(formatPValue)).toEqual(['< 0.001', '0.001', '0.050', '1.000']);
  });
});

describe('pairs of evaluations', () => {
  /** A run with evaluations of these sources, the newest first; their numbers tell the run and the place. */
  function evaluated(run: number, ...sources: string[]): ComparedRun {
    const evaluations = sources.map((sourcePath, place) => ({
      sourcePath,
      evaluation: run * 10 + sources.length - place,
    }));
    // Of an evaluation, pairing looks at nothing else.
    const listed = evaluations as unknown as ComparedRun['evaluations'];
    return { run: makeRun(run), evaluations: listed, evaluation: listed[0] ?? null };
  }

  const compared = [
    evaluated(1, '/clinic', '/test', '/test'),
    evaluated(2, '/test'),
    evaluated(3, '/elsewhere', '/test', '/clinic'),
    evaluated(4),
  ];
  const [baseline = evaluated(1)] = compared;

  it('are of the same images, those of most runs first, by the newest of each', () => {
    expect(listSharedSources(compared, baseline)).toEqual(['/test', '/clinic']);
    const pairs = pairEvaluations(compared, baseline, '/test');
    expect(pairs.map(({ run, first, second }) => [run.run, first, second])).toEqual([
      [2, 12, 21],
      [3, 12, 32],
    ]);
  });

  it('are tested once, and again after a failure', async () => {
    const app = new FakeApp();
    const tests = new PairedTests(app.api);
    const pair = { first: 1, second: 2 };
    void tests.test([pair]);
    await app.waiting('evaluations:compare').fail({ code: 'connection-lost' });
    expect(tests.of(pair)?.error?.code).toBe('connection-lost');
    void tests.test([pair]);
    await app.waiting('evaluations:compare').succeed(comparison);
    void tests.test([pair]);
    expect(app.calls).toHaveLength(0);
    expect(tests.of(pair)?.value?.images).toBe(100);
  });
});
