import { say } from '../../scripts/progress.ts';
import type { BenchmarkRow } from './benchmark.ts';
import type { Contestant } from './contestant.ts';
import { quantile } from './median.ts';

export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly rounds: number;
  /** `lower` for times, `higher` for rates. */
  readonly better: 'higher' | 'lower';
  /** Which of a side's figures counts: 0.5 for the median. */
  readonly share: number;
  readonly ours: () => Promise<Contestant>;
  /** Starts the peer, or says why there is none. */
  readonly peer: () => Promise<Contestant | { readonly reason: string }>;
}

/** No comparison goes on longer, however slow the machine: it ends after the round in hand. */
const longestMs = 100_000;

/**
 * Measures two sides in turns, a short round each, so that what else the machine does meets both alike. The side
 * that begins changes from round to round.
 */
export async function compare(comparison: Comparison): Promise<BenchmarkRow> {
  const { name, unit, better, share } = comparison;
  const ours = await comparison.ours();
  const peer = await startPeerOrSayWhy(comparison);
  const sides = [ours, ...('reason' in peer ? [] : [peer])];
  const figures = new Map<Contestant, number[]>(sides.map((side) => [side, []]));
  try {
    const started = performance.now();
    for (let round = 0; round < comparison.rounds && performance.now() - started < longestMs; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        figures.get(side)?.push(...(await side.runRound()));
      }
      say(`${name}: round ${round + 1} of ${comparison.rounds}`);
    }
  } finally {
    for (const side of sides) await side.close();
  }
  const oursFigure = quantile(figures.get(ours) ?? [], share);
  if ('reason' in peer) {
    return { name, ours: oursFigure, peer: null, peerName: `none: ${peer.reason}`, ratio: null, unit };
  }
  const peerFigure = quantile(figures.get(peer) ?? [], share);
  const ratio = better === 'higher' ? oursFigure / peerFigure : peerFigure / oursFigure;
  return { name, ours: oursFigure, peer: peerFigure, peerName: peer.label, ratio, unit };
}

async function startPeerOrSayWhy({ peer }: Comparison): Promise<Contestant | { readonly reason: string }> {
  try {
    return await peer();
  } catch (thrown) {
    return { reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
