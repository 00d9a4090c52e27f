import type { EvaluationScores } from '../../shared/domain/evaluated-image.ts';
import type { LabelledScores } from '../../shared/domain/statistics/labelled-scores.ts';
import { toOneVersusRest } from '../../shared/domain/statistics/one-versus-rest.ts';
import { labelFinding } from '../text/label-finding.ts';
import { t } from '../text/t.ts';

/** Scores to draw curves of, with the words for both sides. */
export interface SubjectScores extends LabelledScores {
  readonly negativeClass: string;
  readonly positiveClass: string;
}

/**
 * What an evaluation's curves are of: any finding against the negative class, or one class against the rest.
 *
 * @param subject the place of a class; null for any finding, which with two classes is the only one
 */
export function toSubjectScores(whole: EvaluationScores, subject: number | null): SubjectScores {
  const { classes, byClass } = whole;
  const name = subject === null ? undefined : classes[subject];
  if (subject === null || name === undefined || byClass === null) {
    return { ...whole, positiveClass: labelFinding(whole.positiveClass, classes.length) };
  }
  return { ...toOneVersusRest(byClass, subject), negativeClass: t('classes.rest'), positiveClass: name };
}
