import {
  type ShiftName,
  type ShiftedFigures,
  type StressFigures,
  type StressReport,
  listBreakingShifts,
} from '../../shared/domain/stress.ts';
import { formatTable } from './format-table.ts';
import { formatAmount, formatFigure } from './format-values.ts';

/** A shift's strength in words. */
const strengthWords: Readonly<Record<ShiftName, (strength: number) => string>> = {
  brightness: (factor) => `x ${factor}`,
  contrast: (factor) => `x ${factor}`,
  gamma: (exponent) => String(exponent),
  blur: (pixels) => `${pixels} px`,
  sharpening: (amount) => String(amount),
  noise: toPercent,
  resolution: (factor) => `1/${factor}`,
  crop: (share) => `${toPercent(share)} of the side`,
  border: (share) => `${toPercent(share)} a side`,
  compression: (quality) => `JPEG quality ${quality}`,
};

/** A stress report: a line a shift, and which of them break the model. */
export function formatStress(report: StressReport): string {
  const breaking = listBreakingShifts(report);
  const isBreaking = (figures: ShiftedFigures): boolean =>
    breaking.some(({ shift, strength }) => shift === figures.shift && strength === figures.strength);
  const names = [...new Set(breaking.map(({ shift }) => shift))];
  return [
    `"${report.runName}" on its ${formatAmount(report.images, 'validation image')}, threshold ${formatFigure(report.threshold)}${report.views === 1 ? '' : `, mean over ${report.views} views of each image`}`,
    formatTable(
      [
        ['SHIFT'],
        ['STRENGTH'],
        ['ACCURACY', 'right'],
        ['SENSITIVITY', 'right'],
        ['SPECIFICITY', 'right'],
        ['ROC AUC', 'right'],
        [''],
      ],
      [
        ['none', '', ...toCells(report.unshifted), ''],
        ...report.shifted.map((figures) => [
          figures.shift,
          strengthWords[figures.shift](figures.strength),
          ...toCells(figures),
          isBreaking(figures) ? 'breaks' : '',
        ]),
      ],
    ),
    names.length === 0
      ? 'No shift costs more than 5 points of balanced accuracy.'
      : `More than 5 points of balanced accuracy are lost under: ${names.join(', ')}.`,
  ].join('\n\n');
}

function toCells({ accuracy, sensitivity, specificity, rocAuc }: StressFigures): string[] {
  return [accuracy, sensitivity, specificity, rocAuc].map((figure) => formatFigure(figure));
}

function toPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
