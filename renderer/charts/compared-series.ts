import type { Run } from '../../shared/domain/run.ts';
import { toEpochPoints } from './run-series.ts';
import type { ChartColour, Series } from './series.ts';

const colours = [0, 1, 2, 3, 4, 5] as const;
const looks = ['solid', 'dashed', 'dotted', 'dash-dot'] as const;

/**
 * How the line of the run at a place among those compared is drawn. Colours come back after six, dashes
 * after four: the first twelve lines differ in one or the other, and each is named in the legend.
 */
export function toComparedLook(place: number): { colour: ChartColour; look: Series['look'] } {
  const colour = colours[place % colours.length] ?? 0;
  return { colour: `compared-${colour}`, look: looks[place % looks.length] ?? 'solid' };
}

/** A metric of several runs by epoch, a line each. */
export function toComparedSeries(
  runs: readonly Pick<Run, 'run' | 'name' | 'epochs'>[],
  metric: 'valLoss' | 'valAccuracy' | 'valRocAuc',
): readonly Series[] {
  return runs.map(({ run, name, epochs }, place) => ({
    id: String(run),
    label: name,
    ...toComparedLook(place),
    points: toEpochPoints(epochs, metric),
  }));
}
