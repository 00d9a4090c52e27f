import { findGreatestFinding, toFindingProbability } from '../../shared/domain/statistics/class-decisions.ts';

/** What is stored of a model's word on one image. */
export interface ProbabilityColumns {
  /** Of any finding. */
  readonly probability: number;
  /** One a class, as JSON; null with two classes, of which `probability` tells both. */
  readonly probabilities: string | null;
  /** The place of the most probable finding, for queries that ask what an image is called. */
  readonly finding: number;
}

/** @param probabilities one a class, the negative one first */
export function toProbabilityColumns(probabilities: readonly number[]): ProbabilityColumns {
  return {
    probability: toFindingProbability(probabilities),
    probabilities: probabilities.length === 2 ? null : JSON.stringify(probabilities),
    finding: findGreatestFinding(probabilities),
  };
}

/** One probability a class, from what is stored. */
export function toProbabilities(stored: {
  readonly probability: number;
  readonly probabilities: readonly number[] | null;
}): readonly number[] {
  return stored.probabilities ?? [1 - stored.probability, stored.probability];
}
