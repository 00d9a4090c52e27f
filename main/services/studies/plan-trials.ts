import type { SettingValue, SomeSettings } from '../../../shared/domain/run-settings.ts';
import {
  type RandomGenerator,
  createRandom,
  deriveSeed,
  drawBelow,
} from '../../../shared/domain/seeded-random.ts';
import { type StudyPlan, type SweepAxis, mostTrials } from '../../../shared/domain/study.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { describeSetting } from '../runs/describe-setting.ts';

/** How many trials a random search makes where nothing is said. */
const usualTrials = 20;

/** After so many draws in a row that were there already, there is nothing new to draw. */
const mostRepeats = 10_000;

/** Drawn numbers are rounded to so many digits: a learning rate of 0.0003172 is as good as its neighbours. */
const drawnDigits = 4;

/**
 * What each trial sets beside the study's settings, in the order in which they are made. The same plan and
 * seed give the same trials, and no two of them are alike.
 *
 * @param most how many trials at most; null makes every one of a grid, and 20 of a random search
 * @throws AppError input-invalid for a grid of more than 1,000 trials
 */
export function planTrials(plan: StudyPlan, seed: number, most: number | null): SomeSettings[] {
  if (plan.kind === 'cross-validation') {
    return Array.from({ length: plan.folds }, (_, place) => ({ fold: place + 1 }));
  }
  return plan.search === 'grid'
    ? layGrid(plan.axes, most)
    : drawTrials(plan.axes, most ?? usualTrials, createRandom(deriveSeed(seed, 'sweep')));
}

/** Every combination, the last axis changing fastest. */
function layGrid(axes: readonly SweepAxis[], most: number | null): SomeSettings[] {
  const sizes = axes.map((axis) => ('values' in axis ? axis.values.length : 0));
  const combinations = sizes.reduce((product, size) => product * size, 1);
  if (most === null && combinations > mostTrials) {
    throw new AppError(
      'input-invalid',
      `The grid has ${combinations.toLocaleString('en')} combinations, and a study makes ${mostTrials.toLocaleString('en')} trials at most. Give fewer values, say how many trials to make, or search at random.`,
      { combinations },
    );
  }
  return Array.from({ length: Math.min(combinations, most ?? combinations) }, (_, place) =>
    toCombination(axes, place),
  );
}

/** The combination at a place of the grid: the place's digits, each in its axis's own base. */
function toCombination(axes: readonly SweepAxis[], place: number): SomeSettings {
  let rest = place;
  const chosen = axes.toReversed().map((axis): [string, SettingValue | undefined] => {
    const values = 'values' in axis ? axis.values : [];
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    return [axis.setting, value];
  });
  return Object.fromEntries(chosen.reverse());
}

function drawTrials(axes: readonly SweepAxis[], count: number, random: RandomGenerator): SomeSettings[] {
  const drawn = new Map<string, SomeSettings>();
  for (let repeats = 0; drawn.size < count && repeats < mostRepeats;) {
    const settings: SomeSettings = Object.fromEntries(
      axes.map((axis) => [axis.setting, drawValue(axis, random)]),
    );
    const key = JSON.stringify(settings);
    repeats = drawn.has(key) ? repeats + 1 : 0;
    drawn.set(key, settings);
  }
  return [...drawn.values()];
}

function drawValue(axis: SweepAxis, random: RandomGenerator): SettingValue {
  if ('values' in axis) return axis.values[drawBelow(random, axis.values.length)] ?? null;
  const { setting, minimum, maximum, scale } = axis;
  const share = random.next();
  const value =
    scale === 'log' ? minimum * (maximum / minimum) ** share : minimum + share * (maximum - minimum);
  if (describeSetting(setting).kind === 'whole-number') return Math.round(value);
  return Math.min(maximum, Math.max(minimum, Number(value.toPrecision(drawnDigits))));
}
