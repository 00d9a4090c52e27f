import type { SettingValue } from '../../../shared/domain/run-settings.ts';
import type { StudyPlan, SweepAxis } from '../../../shared/domain/study.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { AxisInput, PlanInput } from '../../../shared/ipc/methods/studies.ts';
import { describeSetting } from '../runs/describe-setting.ts';
import { parseSetting, requireSettingName } from '../runs/parse-run-settings.ts';

/**
 * Checks a plan as a user gave it, every value by its setting's own schema.
 *
 * @throws AppError setting-unknown; setting-invalid, naming the setting, for a value, a range or a setting given
 *   twice
 */
export function readPlan(input: PlanInput): StudyPlan {
  if (input.kind === 'cross-validation') return input;
  const { kind, search, minutes } = input;
  const axes = input.axes.map(readAxis);
  for (const [place, axis] of axes.entries()) {
    if (axes.findIndex(({ setting }) => setting === axis.setting) !== place) {
      throw toAxisError(axis.setting, 'is given twice. Give it all of its values at once');
    }
    if (search === 'grid' && !('values' in axis)) {
      throw toAxisError(
        axis.setting,
        'is given a range, which a grid cannot go through. Give it values, or search at random',
      );
    }
  }
  return { kind, search, axes, minutes };
}

function readAxis(axis: AxisInput): SweepAxis {
  const setting = requireSettingName(axis.setting);
  if ('values' in axis) {
    const values = axis.values.map((value) => parseSetting(setting, value));
    return { setting, values: [...new Set<SettingValue>(values)] };
  }
  const { minimum, maximum, scale } = axis;
  const { kind } = describeSetting(setting);
  if (kind !== 'number' && kind !== 'whole-number') {
    throw toAxisError(setting, 'is no number and has no range. Give it values');
  }
  parseSetting(setting, minimum);
  parseSetting(setting, maximum);
  if (minimum >= maximum)
    throw toAxisError(setting, `is given a range that does not rise, ${minimum} to ${maximum}`);
  if (scale === 'log' && minimum <= 0) {
    throw toAxisError(setting, `is given a range from ${minimum}, and a logarithmic one begins above 0`);
  }
  return { setting, minimum, maximum, scale };
}

function toAxisError(setting: string, problem: string): AppError {
  return new AppError('setting-invalid', `The setting ${setting} ${problem}.`, { setting });
}
