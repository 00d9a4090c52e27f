import { perLanguage } from './language.svelte.ts';

const plain = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }));
const exact = perLanguage(
  (language) => new Intl.NumberFormat(language, { maximumFractionDigits: 20, useGrouping: false }),
);
const percent = perLanguage(
  (language) =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);
const roundPercent = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
);
const fixed = [0, 1, 2, 3].map((digits) =>
  perLanguage(
    (language) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  ),
);

/** A number as the language writes it: 5216 is "5,216" in English and "5.216" in Vietnamese. */
export function formatNumber(value: number): string {
  return plain().format(value);
}

/** A number with so many decimals: 0.9 with two is "0.90". @param digits 0 to 3 */
export function formatFixed(value: number, digits: 0 | 1 | 2 | 3): string {
  return fixed[digits]?.().format(value) ?? String(value);
}

/** A number as it was set: every decimal, and no groups, which a seed has none of. 0.00005 is "0,00005" in Vietnamese. */
export function formatExact(value: number): string {
  return exact().format(value);
}

/** A share from 0 to 1 as a percentage with one decimal: 0.9135 is "91.4%". */
export function formatPercent(share: number): string {
  return percent().format(share);
}

/** A share from 0 to 1 as a percentage without needless decimals, for axes: 0.95 is "95%". */
export function formatPercentTick(share: number): string {
  return roundPercent().format(share);
}

/**
 * A metric or probability with three decimals, "–" where there is none. Three decimals tell apart what a
 * few thousand images can tell apart.
 */
export function formatMetric(value: number | null): string {
  return value === null ? '–' : formatFixed(value, 3);
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in decimal units, as drives and file managers give it: 1500 is "1.5 kB". */
export function formatBytes(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 999.5 && unit < byteUnits.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatFixed(size, unit === 0 || size >= 99.95 ? 0 : 1)} ${byteUnits[unit]}`;
}
