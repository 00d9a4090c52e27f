/** Ends that give an axis even marks; each leaves at least half of it to what has been trained. */
const evenEnds = [10, 16, 20, 30, 40, 60, 80];

/**
 * How many epochs the axis of a run that is being trained shows. Hundreds that are yet to come would squeeze the first
 * ones; an axis that ends at the last one would move with each. It grows by steps instead, up to what is planned.
 *
 * @param reached the epoch that is being trained; 0 before the first
 * @param planned how many are to be trained
 */
export function chooseEpochsShown(reached: number, planned: number): number {
  for (let scale = 1; 10 * scale < planned; scale *= 10) {
    const end = evenEnds.map((each) => each * scale).find((each) => each >= reached);
    // A last step of a few epochs is not worth the move.
    if (end !== undefined) return end * 1.25 >= planned ? planned : end;
  }
  return planned;
}
