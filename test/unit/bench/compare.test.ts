import { describe, expect, it } from 'vitest';
import { compare, type Comparison } from '../../bench/compare.ts';
import type { Contestant } from '../../bench/contestant.ts';
import { quantile } from '../../bench/median.ts';

/** A side that gives figures one after another, and notes its turns. */
function toContestant(label: string, figures: readonly number[], turns: string[]): Contestant {
  const left = figures.values();
  return {
    label,
    async runRound() {
      turns.push(label);
      return [left.next().value ?? Number.NaN];
    },
    async close() {
      turns.push(`${label} closed`);
    },
  };
}

function toComparison(turns: string[]): Comparison {
  return {
    name: 'some-figure',
    unit: 'images/s',
    rounds: 3,
    better: 'higher',
    share: 0.5,
    ours: async () => toContestant('ours', [10, 90, 30], turns),
    peer: async () => toContestant('peer 1.0', [5, 15, 70], turns),
  };
}

describe('compare', () => {
  it('takes turns, each side beginning in its turn, and compares medians', async () => {
    const turns: string[] = [];
    const row = await compare(toComparison(turns));
    expect(row).toEqual({
      name: 'some-figure',
      ours: 30,
      peer: 15,
      peerName: 'peer 1.0',
      ratio: 2,
      unit: 'images/s',
    });
    expect(turns).toEqual([
      'ours',
      'peer 1.0',
      'peer 1.0',
      'ours',
      'ours',
      'peer 1.0',
      'ours closed',
      'peer 1.0 closed',
    ]);
  });

  it('gives a ratio above 1 to the shorter time', async () => {
    const row = await compare({ ...toComparison([]), better: 'lower' });
    expect(row.ratio).toBe(0.5);
  });

  it('gives our figure alone where there is no peer, and says why', async () => {
    const expected = { ours: 30, peer: null, peerName: 'none: pip is not here', ratio: null };
    const reason = 'pip is not here';
    expect(await compare({ ...toComparison([]), peer: async () => ({ reason }) })).toMatchObject(expected);
    const peer = async (): Promise<Contestant> => {
      throw new Error(reason);
    };
    expect(await compare({ ...toComparison([]), peer })).toMatchObject(expected);
  });
});

describe('quantile', () => {
  it.each([
    [[7], 0.95, 7],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[0, 10, 20], 0.95, 19],
  ])('of %j at %f is %f', (figures, share, expected) => {
    expect(quantile(figures, share)).toBeCloseTo(expected, 12);
  });
});
