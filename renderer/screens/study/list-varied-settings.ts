import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import type { Study } from '../../../shared/domain/study.ts';

/** The settings in which a sweep's trials differ, in their order; those of a cross-validation differ in the fold alone. */
export function listVariedSettings({ plan }: Pick<Study, 'plan'>): readonly RunSettingName[] {
  return plan.kind === 'sweep' ? plan.axes.map(({ setting }) => setting) : [];
}
