import { nameFindings, negativeClassOf } from '../../../shared/domain/classes.ts';
import type { EvaluationComparison } from '../../../shared/domain/evaluation-comparison.ts';
import { compareRocAucs } from '../../../shared/domain/statistics/delong.ts';
import { testMcnemar } from '../../../shared/domain/statistics/mcnemar.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import type { Database } from '../../db/client.ts';
import { findJudgement, listEvaluationPairs } from '../../db/evaluation-pairs.ts';

/**
 * Tells whether two evaluations differ by more than chance in how they tell any finding from the negative class,
 * on the images that both judged.
 *
 * @throws AppError evaluation-not-found; classes-mismatch where they look for different classes; input-invalid
 *   where they have no image in common
 */
export function compareEvaluations(
  database: Database,
  { first, second }: { readonly first: number; readonly second: number },
): EvaluationComparison {
  const [one, other] = [requireJudgement(database, first), requireJudgement(database, second)];
  const [found, otherFound] = [nameFindings(one.classes), nameFindings(other.classes)];
  if (found !== otherFound) {
    throw new AppError(
      'classes-mismatch',
      `Evaluation ${first} looks for ${found} and evaluation ${second} for ${otherFound}. Compare two that look for the same.`,
      { first, second },
    );
  }
  const pairs = listEvaluationPairs(database, first, second);
  if (pairs.length === 0) {
    throw new AppError(
      'input-invalid',
      `Evaluations ${first} and ${second} have no image in common. Evaluate both runs on the same folder.`,
      { first, second },
    );
  }
  const labels = pairs.map(({ className }) => (className === negativeClassOf(one.classes) ? 0 : 1));
  const outcomes = pairs.map((pair, index) => {
    const isPositive = labels[index] === 1;
    const isFirstRight = pair.first >= one.threshold === isPositive;
    return { isFirstRight, isSecondRight: pair.second >= other.threshold === isPositive };
  });
  const count = (isFirstRight: boolean, isSecondRight: boolean): number =>
    outcomes.filter((each) => each.isFirstRight === isFirstRight && each.isSecondRight === isSecondRight)
      .length;
  const [onlyFirst, onlySecond] = [count(true, false), count(false, true)];
  return {
    first,
    second,
    images: pairs.length,
    rocAuc: compareRocAucs(
      pairs.map((pair) => pair.first),
      pairs.map((pair) => pair.second),
      labels,
    ),
    decisions: {
      bothRight: count(true, true),
      onlyFirstRight: onlyFirst,
      onlySecondRight: onlySecond,
      bothWrong: count(false, false),
      pValue: testMcnemar({ onlyFirst, onlySecond }),
    },
  };
}

function requireJudgement(
  database: Database,
  evaluation: number,
): NonNullable<ReturnType<typeof findJudgement>> {
  const judgement = findJudgement(database, evaluation);
  if (judgement !== null) return judgement;
  throw new AppError('evaluation-not-found', `There is no evaluation ${evaluation}.`, { evaluation });
}
