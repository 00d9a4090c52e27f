import type { PeerStack } from './peer-stacks.ts';

/** One line of the benchmark's document: what the names and fields mean is a contract. */
export interface BenchmarkRow {
  readonly name: string;
  /** Medians over the rounds unless the name's benchmark says otherwise; null where nothing was measured. */
  readonly ours: number | null;
  /** The same of the peer; null where there is none, or it could not be had. */
  readonly peer: number | null;
  /** The peer, or why there is none. */
  readonly peerName: string;
  /** Above 1, ours is better: faster, or below the budget. */
  readonly ratio: number | null;
  readonly unit: string;
}

/** What benchmarks work with. */
export interface BenchmarkContext {
  /** A folder of this benchmark's own, which is removed when it ends. */
  readonly scratch: string;
  /** The Python of a peer's stack, made where it is not there yet; where it cannot be made, says why. */
  readonly findPython: (stack: PeerStack) => Promise<PythonOrReason>;
}

export type PythonOrReason = { readonly python: string } | { readonly reason: string };

export interface Benchmark {
  readonly name: string;
  /** One row, or several that one preparation serves. */
  readonly run: (context: BenchmarkContext) => Promise<BenchmarkRow | readonly BenchmarkRow[]>;
}
