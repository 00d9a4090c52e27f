/** Which of a list's rows are wanted, by their places from 0. */
export interface Stretch {
  readonly from: number;
  /** At most; -1 for all. */
  readonly limit: number;
}
