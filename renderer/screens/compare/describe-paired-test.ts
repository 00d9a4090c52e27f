import type { EvaluationComparison } from '../../../shared/domain/evaluation-comparison.ts';
import type { Interval } from '../../../shared/domain/metric.ts';
import { estimatePairedDifference } from '../../../shared/domain/statistics/paired-difference.ts';
import { formatFixed, formatNumber } from '../../text/format-number.ts';
import { t } from '../../text/t.ts';

/** What a paired test says, for people. */
export interface DescribedTest {
  /** With its 95 % interval. */
  readonly difference: string;
  readonly pValue: string;
  /** Whether chance alone is an unlikely reason for the difference. */
  readonly isShown: boolean;
  readonly words: string;
}

interface Names {
  readonly run: string;
  readonly baseline: string;
}

/** From here up, chance alone is taken for reason enough. */
const significanceLevel = 0.05;

/** DeLong's test of the two ROC AUCs. */
export function describeRocAucs({ rocAuc }: EvaluationComparison, names: Names): DescribedTest {
  if (rocAuc === null) return { difference: '–', pValue: '–', isShown: false, words: t('paired.too-few') };
  const isShown = rocAuc.pValue < significanceLevel;
  const words =
    rocAuc.difference > 0 ? t('paired.auc-higher', { ...names }) : t('paired.auc-lower', { ...names });
  return {
    difference: formatDifference(rocAuc.difference, rocAuc.interval),
    pValue: formatPValue(rocAuc.pValue),
    isShown,
    words: isShown ? words : describeNothingShown(rocAuc.interval),
  };
}

/** McNemar's test of the decisions, each at its run's own operating point. */
export function describeDecisions({ decisions, images }: EvaluationComparison, names: Names): DescribedTest {
  const { onlyFirstRight: onlyFirst, onlySecondRight: onlySecond, pValue } = decisions;
  const { difference, interval } = estimatePairedDifference({ onlyFirst, onlySecond, images });
  const isShown = pValue < significanceLevel;
  const counts = t('paired.disagreements', {
    ...names,
    onlyRun: formatNumber(onlySecond),
    onlyBaseline: formatNumber(onlyFirst),
  });
  const verdict =
    difference > 0 ? t('paired.more-right', { ...names }) : t('paired.less-right', { ...names });
  return {
    difference: formatDifference(difference, interval),
    pValue: formatPValue(pValue),
    isShown,
    words: `${isShown ? verdict : describeNothingShown(interval)} ${counts}`,
  };
}

/** A p value with three decimals, as journals print it; below those, that it is below them. */
export function formatPValue(pValue: number): string {
  return pValue < 0.001 ? `< ${formatFixed(0.001, 3)}` : formatFixed(pValue, 3);
}

function describeNothingShown([low, high]: Interval): string {
  if (low === high) return t('paired.same');
  return t('paired.nothing-shown', { low: formatSigned(low), high: formatSigned(high) });
}

function formatDifference(difference: number, [low, high]: Interval): string {
  return t('compare.interval', {
    value: formatSigned(difference),
    low: formatSigned(low),
    high: formatSigned(high),
  });
}

function formatSigned(value: number): string {
  const size = formatFixed(Math.abs(value), 3);
  if (Math.abs(value) < 0.0005) return size;
  return value < 0 ? `−${size}` : `+${size}`;
}
