/** A side of a comparison, warmed up and waiting for its turns. */
export interface Contestant {
  /** What it is, with its version. */
  readonly label: string;
  /** Does a round of work while the other side rests. @returns its figures, in the comparison's unit */
  readonly runRound: () => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
}
